-- Every refund as its last event told it, fed by the payments topic. Who looks for what an admin must see to finds it by its status.
CREATE TABLE refund_view
(
  id text NOT NULL,
  customer text NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  requested_at timestamptz NOT NULL,
  document jsonb NOT NULL,

  CONSTRAINT refund_view_pk PRIMARY KEY (id)
);

CREATE INDEX refund_view_newest ON refund_view (requested_at DESC, id DESC);
CREATE INDEX refund_view_customer ON refund_view (customer, requested_at DESC, id DESC);
CREATE INDEX refund_view_owed ON refund_view (status, requested_at DESC, id DESC) WHERE status IN ('pending', 'stuck');

-- A show may be moved to another time; of two such events the later one counts, whichever comes first.
ALTER TABLE show_view ADD COLUMN moves integer NOT NULL DEFAULT 0;

-- Bookings of a show, for those who run it.
CREATE INDEX booking_view_show ON booking_view (show, created_at DESC, id DESC);
