-- What was done to what by whom. Rows are only ever added.
CREATE TABLE audit_log
(
  -- By its time, to the microsecond: the key is the order. Made from the event that the line tells of, so a repeat adds nothing.
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  operation text NULL,
  reason text NULL,
  detail text NOT NULL,

  CONSTRAINT audit_log_pk PRIMARY KEY (id)
);

CREATE INDEX audit_log_subject ON audit_log (subject, id);

-- Of users alone, usr_...: the system and the providers have done so much that the newest of it is never far.
CREATE INDEX audit_log_actor ON audit_log (actor, id) WHERE actor > 'usr';

CREATE FUNCTION audit_log_keeps() RETURNS trigger
LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'The audit log is only ever added to.' USING ERRCODE = 'insufficient_privilege';
END
$function$;

-- Also for a role that owns the table.
CREATE TRIGGER audit_log_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION audit_log_keeps();

-- Where the application's role is there already, it was given more by default.
DO $grants$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_app') AND current_user <> 'marquee_app' THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM marquee_app;
  END IF;
END
$grants$;
