-- What groups of handlers still have to do, a row an event and group: it may fail by itself, and be tried again by itself.
CREATE TABLE inbox
(
  consumer text NOT NULL,
  id uuid NOT NULL,
  -- Grows with each event of one aggregate in a group.
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  type text NOT NULL,
  aggregate text NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- Null once it is done: the row stays for a while, so that a repeat is known for one.
  payload json NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  done_at timestamptz NULL,

  CONSTRAINT inbox_pk PRIMARY KEY (consumer, id)
)
WITH
(
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX inbox_due ON inbox (consumer, due_at, position) WHERE done_at IS NULL;
CREATE INDEX inbox_aggregate ON inbox (consumer, aggregate, position) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

-- The same event may fail in one group and not in another. Until now there were only the read models.
ALTER TABLE dead_letter ADD COLUMN consumer text NOT NULL DEFAULT 'views';
ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_pk;
ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_pk PRIMARY KEY (consumer, id);
ALTER TABLE dead_letter ALTER COLUMN payload TYPE json USING payload::text::json;
CREATE INDEX dead_letter_newest ON dead_letter (failed_at DESC, consumer DESC, id DESC);

-- True where news of the customer is not in the read models yet, or could not be taken in.
CREATE FUNCTION events_under_way(of_topic text, of_customer text) RETURNS boolean
LANGUAGE sql STABLE AS
$$
SELECT EXISTS (SELECT FROM outbox WHERE topic = of_topic AND payload ->> 'customer' = of_customer)
  OR EXISTS (SELECT FROM inbox WHERE consumer = 'views' AND done_at IS NULL AND topic = of_topic AND payload ->> 'customer' = of_customer)
  OR EXISTS (SELECT FROM dead_letter WHERE consumer = 'views' AND topic = of_topic AND payload ->> 'customer' = of_customer)
$$;
