-- The journal of the sandbox payment provider. It is the provider's own: Marquee asks over HTTP and never reads these tables.
CREATE SCHEMA IF NOT EXISTS sandbox;

CREATE TABLE sandbox.charges
(
  operation text NOT NULL,
  status text NOT NULL,
  -- Null where the operation was barred before anyone charged it.
  amount bigint NULL,
  currency text NULL,
  token text NULL,
  description text NULL,
  refunded bigint NOT NULL DEFAULT 0,
  failure_code text NULL,
  failure_message text NULL,
  challenge_secret text NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,

  CONSTRAINT charges_pk PRIMARY KEY (operation),
  CONSTRAINT charges_status CHECK (status IN ('requires_action', 'captured', 'failed', 'canceled')),
  CONSTRAINT charges_amount CHECK (COALESCE(amount > 0, status = 'canceled')),
  CONSTRAINT charges_refunds_within_capture CHECK (refunded BETWEEN 0 AND CASE status WHEN 'captured' THEN amount ELSE 0 END)
);

-- No foreign key: a refund of an operation nobody knows is refused, and that refusal is kept too.
CREATE TABLE sandbox.refunds
(
  refund text NOT NULL,
  operation text NOT NULL,
  amount bigint NOT NULL,
  status text NOT NULL,
  failure_code text NULL,
  failure_message text NULL,
  created_at timestamptz NOT NULL,

  CONSTRAINT refunds_pk PRIMARY KEY (refund),
  CONSTRAINT refunds_amount CHECK (amount > 0),
  CONSTRAINT refunds_status CHECK (status IN ('succeeded', 'failed', 'refused'))
);

CREATE INDEX refunds_operation ON sandbox.refunds (operation);

CREATE TABLE sandbox.webhook_deliveries
(
  id uuid NOT NULL,
  type text NOT NULL,
  operation text NOT NULL,
  occurred_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  delivered_at timestamptz NULL,

  CONSTRAINT webhook_deliveries_pk PRIMARY KEY (id),
  CONSTRAINT webhook_deliveries_charge FOREIGN KEY (operation) REFERENCES sandbox.charges (operation)
);

CREATE INDEX webhook_deliveries_due ON sandbox.webhook_deliveries (due_at) WHERE delivered_at IS NULL;

DO $grants$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_app') THEN
    GRANT USAGE ON SCHEMA sandbox TO marquee_app;
    GRANT SELECT, INSERT, UPDATE ON sandbox.charges, sandbox.refunds, sandbox.webhook_deliveries TO marquee_app;
  END IF;
END
$grants$;
