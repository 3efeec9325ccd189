-- How far a log has been written by the relay, and read by each group: the place of the next event. A group's is written in the transaction
-- that takes the events in, so a difference is what is still on its way.
CREATE TABLE event_position
(
  consumer text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  position bigint NOT NULL,
  -- When the last event before that place occurred.
  at timestamptz NOT NULL,

  CONSTRAINT event_position_pk PRIMARY KEY (consumer, topic, partition)
)
WITH (fillfactor = 50);

CREATE OR REPLACE FUNCTION events_under_way(of_topic text, of_customer text) RETURNS boolean
LANGUAGE sql STABLE AS
$$
SELECT EXISTS (SELECT FROM outbox WHERE topic = of_topic AND payload ->> 'customer' = of_customer)
  OR EXISTS (SELECT FROM inbox WHERE consumer = 'views' AND done_at IS NULL AND topic = of_topic AND payload ->> 'customer' = of_customer)
  OR EXISTS (SELECT FROM dead_letter WHERE consumer = 'views' AND topic = of_topic AND payload ->> 'customer' = of_customer)
  -- Of what is in the log nobody can say here whose it is.
  OR EXISTS (
    SELECT
    FROM event_position written
    LEFT JOIN event_position read ON read.consumer = 'views' AND read.topic = written.topic AND read.partition = written.partition
    WHERE written.consumer = 'relay' AND written.topic = of_topic AND coalesce(read.position, 0) < written.position)
$$;
