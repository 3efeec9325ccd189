-- How far the read models have been written anew from the state of the grains. A part of the work and its place here are one transaction,
-- so whoever goes on after a crash begins where it ended.
CREATE TABLE read_model_rebuild
(
  id text NOT NULL,
  status text NOT NULL,
  -- Name of the step, and the last key of it that is done.
  step text NOT NULL,
  position text NOT NULL DEFAULT '',
  done bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  total bigint NULL,
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,

  CONSTRAINT read_model_rebuild_pk PRIMARY KEY (id)
);

-- One at a time.
CREATE UNIQUE INDEX read_model_rebuild_running ON read_model_rebuild ((true)) WHERE status = 'running';

-- Keys of state in the AdoNet storage in their order, of the grains that read models are made from.
CREATE INDEX orleans_state_key ON orleans_state (grain_type, grain_id_extension)
WHERE grain_type IN ('movie/movie', 'theater/theater', 'show/show', 'booking/booking', 'payment/payment');
