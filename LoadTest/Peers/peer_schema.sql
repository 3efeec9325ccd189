-- What a team would build that keeps seats as rows: small integer keys, no index beyond the primary keys, and room on the pages so
-- that a change of a seat, a booking or a wallet touches no index.
CREATE TABLE seat
(
  show_id integer NOT NULL,
  -- Row * 1000 + number, so that the key is short and seats come in order: A1 is 1, B12 is 1012.
  place integer NOT NULL,
  -- s(ilver), g(old) or p(latinum).
  category "char" NOT NULL,
  -- f(ree), h(eld) or s(old). A hold that is over counts as free.
  status "char" NOT NULL DEFAULT 'f',
  price bigint NOT NULL,
  held_until timestamptz NULL,
  booking_id uuid NULL,

  CONSTRAINT seat_pk PRIMARY KEY (show_id, place)
)
WITH (fillfactor = 50);

CREATE TABLE booking
(
  id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  tickets bigint NOT NULL,
  fee bigint NOT NULL,
  tax bigint NOT NULL,
  discount bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL GENERATED ALWAYS AS (tickets + fee + tax - discount) STORED,
  customer integer NOT NULL,
  show_id integer NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  places integer[] NOT NULL,

  CONSTRAINT booking_pk PRIMARY KEY (id)
)
WITH (fillfactor = 50);

-- A booking is paid once, so its payment needs no id of its own.
CREATE TABLE payment
(
  booking_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  amount bigint NOT NULL,
  method text NOT NULL,
  status text NOT NULL,

  CONSTRAINT payment_pk PRIMARY KEY (booking_id)
);

CREATE TABLE wallet
(
  customer integer NOT NULL,
  balance bigint NOT NULL,

  CONSTRAINT wallet_pk PRIMARY KEY (customer),
  CONSTRAINT wallet_not_overdrawn CHECK (balance >= 0)
)
WITH (fillfactor = 50);

CREATE TABLE wallet_entry
(
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  created_at timestamptz NOT NULL DEFAULT now(),
  amount bigint NOT NULL,
  booking_id uuid NULL,
  customer integer NOT NULL,

  CONSTRAINT wallet_entry_pk PRIMARY KEY (id)
);

CREATE TABLE outbox
(
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  created_at timestamptz NOT NULL DEFAULT now(),
  type text NOT NULL,
  payload jsonb NOT NULL,

  CONSTRAINT outbox_pk PRIMARY KEY (id)
);

-- Where holds live in Redis, PostgreSQL has the seats that are sold; the key keeps a seat from being sold twice.
CREATE TABLE sold_seat
(
  show_id integer NOT NULL,
  place integer NOT NULL,
  booking_id uuid NOT NULL,

  CONSTRAINT sold_seat_pk PRIMARY KEY (show_id, place)
);
