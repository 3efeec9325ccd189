-- Where money went, in the minor unit of its currency. The lines of one event add up to zero; rows are only ever added.
CREATE TABLE ledger
(
  event_id uuid NOT NULL,
  line smallint NOT NULL,
  account text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  -- What moved it: a payment, a refund or a movement of a wallet.
  operation text NOT NULL,
  -- What it was for.
  reference text NOT NULL,
  at timestamptz NOT NULL,

  CONSTRAINT ledger_pk PRIMARY KEY (event_id, line)
);
