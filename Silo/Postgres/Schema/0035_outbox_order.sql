-- The relay finds and removes events by their place alone. An index on random ids cost each event a page of its own, twice.
ALTER TABLE outbox DROP CONSTRAINT outbox_pk;
DROP INDEX outbox_topic_position;
ALTER TABLE outbox ADD CONSTRAINT outbox_pk PRIMARY KEY (topic, position);

-- Passed on as it came and never looked into: as text it is neither taken apart nor put together again.
ALTER TABLE outbox ALTER COLUMN payload TYPE json USING payload::text::json;

-- Ids do not compress: trying to costs time. A show of some hundred bookings stays in its row instead of being cut into pieces.
ALTER TABLE grain_state ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE grain_state SET (toast_tuple_target = 8160);

-- A booking is written as pending and again as what it became: room on the page keeps the second off the indexes.
ALTER TABLE booking_view SET (fillfactor = 70);
