-- What of a state seldom changes, and is much: settled sales of a show. Apart from the rest, so that a change in a hall that is nearly sold
-- writes a few hundred bytes and not all its bookings. An update that leaves it alone passes its pointer on and does not read it.
ALTER TABLE grain_state ADD COLUMN archive bytea;
ALTER TABLE grain_state ALTER COLUMN archive SET STORAGE EXTERNAL;

-- For that it has to lie outside of its row, as soon as the row is larger than the server leaves in one piece by itself.
ALTER TABLE grain_state RESET (toast_tuple_target);
