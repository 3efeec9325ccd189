-- State kept by the Orleans AdoNet storage.
CREATE TABLE orleans_state
(
  grain_id_hash integer NOT NULL,
  grain_type_hash integer NOT NULL,
  grain_id_n0 bigint NOT NULL,
  grain_id_n1 bigint NOT NULL,
  grain_type text NOT NULL,
  grain_id_extension text,
  service_id text NOT NULL,
  version integer NOT NULL,
  payload bytea,
  modified_at timestamptz NOT NULL,

  -- The hashes follow from the rest and come first because the index is searched by them. Without NULLS NOT DISTINCT two
  -- concurrent first writes of a grain that has no extension would both succeed, and the grain could not be read any more.
  CONSTRAINT orleans_state_uq UNIQUE NULLS NOT DISTINCT
    (grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, grain_type, grain_id_extension, service_id)
)
WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- A payload that raised events is framed: 'MQE1', length of the state as four bytes with the highest first, the state, and the
-- events as a JSON array. Only the state is kept; the events go to the outbox, and only if the state landed.
-- Answers the new version, or null where the expected version was not there (null expects no row).
CREATE FUNCTION orleans_write_state(
  _grain_id_hash integer,
  _grain_id_n0 bigint,
  _grain_id_n1 bigint,
  _grain_type_hash integer,
  _grain_type text,
  _grain_id_extension text,
  _service_id text,
  _version integer,
  _payload bytea)
RETURNS integer
LANGUAGE plpgsql
AS $function$
DECLARE
  framed boolean := substring(_payload FROM 1 FOR 4) = 'MQE1'::bytea;
  state_length integer;
  events jsonb;
  landed integer;
BEGIN
  IF framed THEN
    state_length := get_byte(_payload, 4) << 24 | get_byte(_payload, 5) << 16 | get_byte(_payload, 6) << 8 | get_byte(_payload, 7);
    events := convert_from(substring(_payload FROM 9 + state_length), 'UTF8')::jsonb;
    _payload := substring(_payload FROM 9 FOR state_length);
  END IF;

  IF _version IS NULL THEN
    INSERT INTO orleans_state
      (grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, grain_type, grain_id_extension, service_id, version, payload, modified_at)
    VALUES
      (_grain_id_hash, _grain_type_hash, _grain_id_n0, _grain_id_n1, _grain_type, _grain_id_extension, _service_id, 1, _payload, now())
    ON CONFLICT DO NOTHING
    RETURNING version INTO landed;
  ELSE
    UPDATE orleans_state
    SET version = version + 1, payload = _payload, modified_at = now()
    WHERE grain_id_hash = _grain_id_hash AND grain_type_hash = _grain_type_hash
      AND grain_id_n0 = _grain_id_n0 AND grain_id_n1 = _grain_id_n1
      AND grain_type = _grain_type AND grain_id_extension IS NOT DISTINCT FROM _grain_id_extension
      AND service_id = _service_id AND version = _version
    RETURNING version INTO landed;
  END IF;

  IF framed AND landed IS NOT NULL THEN
    INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload)
    SELECT (e.value ->> 'id')::uuid, e.value ->> 'topic', e.value ->> 'type', e.value ->> 'aggregate',
      (e.value ->> 'occurredAt')::timestamptz, e.value -> 'payload'
    FROM jsonb_array_elements(events) WITH ORDINALITY AS e (value, place)
    ORDER BY e.place;
  END IF;

  RETURN landed;
END
$function$;

INSERT INTO orleansquery (querykey, querytext) VALUES
('WriteToStorageKey', $query$
  SELECT orleans_write_state(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
    @ServiceId, @GrainStateVersion, @PayloadBinary) AS NewGrainStateVersion
$query$),

('ReadFromStorageKey', $query$
  SELECT payload AS PayloadBinary, version AS Version
  FROM orleans_state
  WHERE grain_id_hash = @GrainIdHash AND grain_type_hash = @GrainTypeHash
    AND grain_id_n0 = @GrainIdN0 AND grain_id_n1 = @GrainIdN1
    AND grain_type = @GrainTypeString AND grain_id_extension IS NOT DISTINCT FROM @GrainIdExtensionString
    AND service_id = @ServiceId
$query$),

('ClearStorageKey', $query$
  UPDATE orleans_state
  SET version = version + 1, payload = NULL, modified_at = now()
  WHERE grain_id_hash = @GrainIdHash AND grain_type_hash = @GrainTypeHash
    AND grain_id_n0 = @GrainIdN0 AND grain_id_n1 = @GrainIdN1
    AND grain_type = @GrainTypeString AND grain_id_extension IS NOT DISTINCT FROM @GrainIdExtensionString
    AND service_id = @ServiceId AND version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion
$query$),

('DeleteStorageKey', $query$
  DELETE FROM orleans_state
  WHERE grain_id_hash = @GrainIdHash AND grain_type_hash = @GrainTypeHash
    AND grain_id_n0 = @GrainIdN0 AND grain_id_n1 = @GrainIdN1
    AND grain_type = @GrainTypeString AND grain_id_extension IS NOT DISTINCT FROM @GrainIdExtensionString
    AND service_id = @ServiceId AND version = @GrainStateVersion
  RETURNING version + 1 AS NewGrainStateVersion
$query$);
