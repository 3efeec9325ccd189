-- Events on their way out. Written in the transaction of the state that raised them, deleted by the relay.
CREATE TABLE outbox
(
  id uuid NOT NULL,
  -- Grows with each event of one aggregate. Across aggregates a lower position may become visible after a higher one.
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  type text NOT NULL,
  aggregate text NOT NULL,
  occurred_at timestamptz NOT NULL,
  payload jsonb NOT NULL,

  CONSTRAINT outbox_pk PRIMARY KEY (id)
)
-- A queue: all rows die young, so its size says nothing about when to vacuum.
WITH
(
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX outbox_topic_position ON outbox (topic, position);
