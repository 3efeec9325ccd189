CREATE TABLE orleans_reminder
(
  service_id text NOT NULL,
  grain_id text NOT NULL,
  name text NOT NULL,
  start_time timestamptz NOT NULL,
  period_ms bigint NOT NULL,
  grain_hash integer NOT NULL,
  version integer NOT NULL,

  CONSTRAINT orleans_reminder_pk PRIMARY KEY (service_id, grain_id, name)
);

-- Each silo reads the reminders of its own ranges of the hash ring.
CREATE INDEX orleans_reminder_ring ON orleans_reminder (service_id, grain_hash);

INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $query$
  INSERT INTO orleans_reminder AS r (service_id, grain_id, name, start_time, period_ms, grain_hash, version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (service_id, grain_id, name) DO UPDATE
  SET start_time = excluded.start_time, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash, version = r.version + 1
  RETURNING version AS Version
$query$),

('ReadReminderRowsKey', $query$
  SELECT grain_id AS GrainId, name AS ReminderName, start_time AS StartTime, period_ms AS Period, version AS Version
  FROM orleans_reminder
  WHERE service_id = @ServiceId AND grain_id = @GrainId
$query$),

('ReadReminderRowKey', $query$
  SELECT grain_id AS GrainId, name AS ReminderName, start_time AS StartTime, period_ms AS Period, version AS Version
  FROM orleans_reminder
  WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName
$query$),

('ReadRangeRows1Key', $query$
  SELECT grain_id AS GrainId, name AS ReminderName, start_time AS StartTime, period_ms AS Period, version AS Version
  FROM orleans_reminder
  WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$query$),

-- The range that passes the end of the ring.
('ReadRangeRows2Key', $query$
  SELECT grain_id AS GrainId, name AS ReminderName, start_time AS StartTime, period_ms AS Period, version AS Version
  FROM orleans_reminder
  WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$query$),

('DeleteReminderRowKey', $query$
  WITH gone AS (
    DELETE FROM orleans_reminder
    WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
    RETURNING 1)
  SELECT count(*)::integer FROM gone
$query$),

('DeleteReminderRowsKey', $query$
  DELETE FROM orleans_reminder WHERE service_id = @ServiceId
$query$);
