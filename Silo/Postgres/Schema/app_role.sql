-- Lets the application work on the data and nothing else. Runs after the numbered scripts, does its work once, and again where the
-- role came later. Where the application connects as the migrator there is no such role and nothing to grant.
DO $grant$
DECLARE
  here text := current_schema();
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'marquee_app') OR current_user = 'marquee_app' THEN
    RETURN;
  END IF;

  -- Providers' journals are compared in tables of the session. Where the database is somebody else's, that one must grant it.
  IF NOT has_database_privilege('marquee_app', current_database(), 'TEMPORARY')
    AND pg_has_role(current_user, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO marquee_app', current_database());
  END IF;

  IF has_table_privilege('marquee_app', 'schema_version', 'SELECT') THEN
    RETURN;
  END IF;

  EXECUTE format('GRANT USAGE ON SCHEMA %I TO marquee_app', here);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO marquee_app', here);
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO marquee_app', here);
  EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %I TO marquee_app', here);

  -- What later scripts create.
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO marquee_app', here);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO marquee_app', here);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT EXECUTE ON FUNCTIONS TO marquee_app', here);

  -- What runs is the migrator's to say.
  REVOKE INSERT, UPDATE, DELETE ON schema_version FROM marquee_app;
  IF to_regclass('orleansquery') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON orleansquery FROM marquee_app;
  END IF;
  -- The books are written once.
  IF to_regclass('ledger') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON ledger FROM marquee_app;
  END IF;
  IF to_regclass('audit_log') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON audit_log FROM marquee_app;
  END IF;
END
$grant$;
