-- One row per saved state of a grain; the batched storage owns it.
CREATE TABLE grain_state
(
  grain_type text NOT NULL,
  grain_key text NOT NULL,
  version bigint NOT NULL,
  payload bytea NOT NULL,
  modified_at timestamptz NOT NULL,

  CONSTRAINT grain_state_pk PRIMARY KEY (grain_type, grain_key),
  CONSTRAINT grain_state_version_positive CHECK (version > 0)
)
-- Rows are small and rewritten often: room on the page keeps updates off the index, and early vacuums keep that room.
WITH
(
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_analyze_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 1
);

COMMENT ON COLUMN grain_state.grain_type IS 'Grain type, a slash, name of the state: show/show';
