-- What was sold, a narrow row for each booking that was paid, fed by the bookings topic: reports add these up, and need not read documents.
-- Money is in the minor unit of its currency.
CREATE TABLE booking_sale
(
  id text NOT NULL,
  show text NOT NULL,
  payment text NULL,
  -- Of the booking; see booking_view.
  version integer NOT NULL,
  canceled boolean NOT NULL,
  -- Seats that the customer has still.
  tickets integer NOT NULL,
  currency text NOT NULL,
  gross bigint NOT NULL,
  fee bigint NOT NULL,
  tax bigint NOT NULL,
  discount bigint NOT NULL,

  CONSTRAINT booking_sale_pk PRIMARY KEY (id)
);

INSERT INTO booking_sale (id, show, payment, version, canceled, tickets, currency, gross, fee, tax, discount)
SELECT b.id, b.show, b.document ->> 'payment', b.version, b.status <> 'confirmed',
  CASE b.status WHEN 'confirmed' THEN jsonb_array_length(b.document -> 'seats') ELSE 0 END,
  p.price ->> 'currency',
  (p.price ->> 'tickets')::bigint + (p.price ->> 'fee')::bigint + (p.price ->> 'tax')::bigint - (p.price ->> 'discount')::bigint,
  (p.price ->> 'fee')::bigint, (p.price ->> 'tax')::bigint, (p.price ->> 'discount')::bigint
FROM booking_view b
CROSS JOIN LATERAL (SELECT b.document -> 'price') AS p (price)
WHERE b.status IN ('confirmed', 'canceling', 'canceled');

CREATE INDEX booking_sale_show ON booking_sale (show);

-- Money that went back is told by refunds. Which payment's, and how much, was in their documents alone.
ALTER TABLE refund_view
  ADD COLUMN payment text GENERATED ALWAYS AS (document ->> 'payment') STORED,
  ADD COLUMN amount bigint GENERATED ALWAYS AS ((document -> 'amount' ->> 'amount')::bigint) STORED,
  ADD COLUMN currency text GENERATED ALWAYS AS (document -> 'amount' ->> 'currency') STORED;

CREATE INDEX refund_view_payment ON refund_view (payment);

-- Reports are of days of the programme, of shows that were canceled too.
CREATE INDEX show_view_day ON show_view (local_date);
