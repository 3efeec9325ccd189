-- Charges by UPI. Their token is the customer's address, or empty where the link is for whoever opens it.
ALTER TABLE sandbox.charges
  ADD COLUMN upi_flow text NULL,
  -- When a customer confirms who does so by himself, a little later.
  ADD COLUMN confirms_at timestamptz NULL,
  ADD CONSTRAINT charges_upi_flow CHECK (upi_flow IN ('intent', 'qr', 'collect'));

CREATE INDEX charges_confirms ON sandbox.charges (confirms_at) WHERE status = 'requires_action' AND confirms_at IS NOT NULL;
