-- Messages to customers. A row a message and channel; it is there before anything is sent, and says what became of it.
CREATE TABLE notification_delivery
(
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  booking text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  -- Null where the customer wants no channel that can be used.
  channel text NULL,
  -- From 1 where it was sent again by hand.
  copy integer NOT NULL DEFAULT 0,
  status text NOT NULL,
  -- What it tells: of the show and the booking, nothing of the person.
  facts jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- Of what waits, when it is sent; of what is being sent, when it is given up.
  due_at timestamptz NOT NULL,
  -- True from the last moment before the message leaves: from then on nobody can say that it has not.
  departed boolean NOT NULL DEFAULT false,
  sent_at timestamptz NULL,
  address text NULL,
  provider_id text NULL,
  reason text NULL,

  CONSTRAINT notification_delivery_pk PRIMARY KEY (id),
  -- One event, one message per channel. A customer with two bookings of a show that is moved hears of each.
  CONSTRAINT notification_delivery_once UNIQUE NULLS NOT DISTINCT (event_id, customer, booking, channel, copy)
);

CREATE INDEX notification_delivery_due ON notification_delivery (channel, due_at, id) WHERE status = 'waiting';
CREATE INDEX notification_delivery_sending ON notification_delivery (due_at) WHERE status = 'sending';
CREATE INDEX notification_delivery_booking ON notification_delivery (booking, created_at DESC, id DESC);
CREATE INDEX notification_delivery_customer ON notification_delivery (customer, created_at DESC, id DESC);
CREATE INDEX notification_delivery_newest ON notification_delivery (created_at DESC, id DESC);

CREATE TABLE notification_attempt
(
  delivery uuid NOT NULL,
  number integer NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NULL,
  outcome text NOT NULL,
  detail text NULL,

  CONSTRAINT notification_attempt_pk PRIMARY KEY (delivery, number),
  CONSTRAINT notification_attempt_delivery_fk FOREIGN KEY (delivery) REFERENCES notification_delivery (id) ON DELETE CASCADE
);

CREATE TABLE notification_device
(
  id uuid NOT NULL,
  customer text COLLATE "C" NOT NULL,
  token text NOT NULL,
  platform text NOT NULL,
  created_at timestamptz NOT NULL,

  CONSTRAINT notification_device_pk PRIMARY KEY (id),
  CONSTRAINT notification_device_token UNIQUE (token)
);

CREATE INDEX notification_device_customer ON notification_device (customer, created_at DESC, id DESC);
