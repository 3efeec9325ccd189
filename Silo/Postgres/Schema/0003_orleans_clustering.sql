-- The queries that the Orleans AdoNet providers run; they find them by key and bind parameters by name.
CREATE TABLE orleansquery
(
  querykey text NOT NULL,
  querytext text NOT NULL,

  CONSTRAINT orleansquery_pk PRIMARY KEY (querykey)
);

CREATE TABLE orleans_membership_version
(
  deployment_id text NOT NULL,
  version integer NOT NULL DEFAULT 0,
  modified_at timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT orleans_membership_version_pk PRIMARY KEY (deployment_id)
);

CREATE TABLE orleans_membership
(
  deployment_id text NOT NULL,
  address text NOT NULL,
  port integer NOT NULL,
  generation integer NOT NULL,
  silo_name text NOT NULL,
  host_name text NOT NULL,
  status integer NOT NULL,
  proxy_port integer NOT NULL,
  suspect_times text,
  start_time timestamptz NOT NULL,
  i_am_alive_time timestamptz NOT NULL,

  CONSTRAINT orleans_membership_pk PRIMARY KEY (deployment_id, address, port, generation),
  CONSTRAINT orleans_membership_deployment_fk FOREIGN KEY (deployment_id)
    REFERENCES orleans_membership_version (deployment_id) ON DELETE CASCADE
);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
  WITH added AS (
    INSERT INTO orleans_membership_version (deployment_id) VALUES (@DeploymentId)
    ON CONFLICT (deployment_id) DO NOTHING
    RETURNING 1)
  SELECT count(*)::integer FROM added
$query$),

-- The row of the version is the lock: who raises it from the version that was read may change the members, and nobody else.
('InsertMembershipKey', $query$
  WITH raised AS (
    UPDATE orleans_membership_version v
    SET version = v.version + 1, modified_at = now()
    WHERE v.deployment_id = @DeploymentId AND v.version = @Version
      AND NOT EXISTS (
        SELECT 1 FROM orleans_membership m
        WHERE m.deployment_id = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
    RETURNING v.deployment_id),
  added AS (
    INSERT INTO orleans_membership
      (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
    SELECT raised.deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM raised
    RETURNING 1)
  SELECT count(*)::integer FROM added
$query$),

('UpdateMembershipKey', $query$
  WITH raised AS (
    UPDATE orleans_membership_version v
    SET version = v.version + 1, modified_at = now()
    WHERE v.deployment_id = @DeploymentId AND v.version = @Version
      AND EXISTS (
        SELECT 1 FROM orleans_membership m
        WHERE m.deployment_id = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
    RETURNING v.deployment_id),
  changed AS (
    UPDATE orleans_membership m
    SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
    FROM raised
    WHERE m.deployment_id = raised.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    RETURNING 1)
  SELECT count(*)::integer FROM changed
$query$),

('UpdateIAmAlivetimeKey', $query$
  UPDATE orleans_membership
  SET i_am_alive_time = @IAmAliveTime
  WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),

('MembershipReadRowKey', $query$
  SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName,
    m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime,
    m.i_am_alive_time AS IAmAliveTime, v.version AS Version
  FROM orleans_membership_version v
  LEFT JOIN orleans_membership m
    ON m.deployment_id = v.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  WHERE v.deployment_id = @DeploymentId
$query$),

('MembershipReadAllKey', $query$
  SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName,
    m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime,
    m.i_am_alive_time AS IAmAliveTime, v.version AS Version
  FROM orleans_membership_version v
  LEFT JOIN orleans_membership m ON m.deployment_id = v.deployment_id
  WHERE v.deployment_id = @DeploymentId
$query$),

('GatewaysQueryKey', $query$
  SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
  FROM orleans_membership
  WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),

('DeleteMembershipTableEntriesKey', $query$
  DELETE FROM orleans_membership_version WHERE deployment_id = @DeploymentId
$query$),

-- Status 3 is active. A silo that died before it joined is never declared dead by anybody, so all others go.
('CleanupDefunctSiloEntriesKey', $query$
  DELETE FROM orleans_membership
  WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3
$query$);
