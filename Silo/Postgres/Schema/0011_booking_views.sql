-- Every booking as its last event told it, fed by the bookings topic.
CREATE TABLE booking_view
(
  id text NOT NULL,
  customer text NOT NULL,
  show text NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  document jsonb NOT NULL,

  CONSTRAINT booking_view_pk PRIMARY KEY (id)
);

CREATE INDEX booking_view_customer ON booking_view (customer, created_at DESC, id DESC);
