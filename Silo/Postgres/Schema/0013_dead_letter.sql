-- Events that could not be taken in however often it was tried. They left the outbox, so nothing waits for them.
CREATE TABLE dead_letter
(
  id uuid NOT NULL,
  topic text NOT NULL,
  type text NOT NULL,
  aggregate text NOT NULL,
  occurred_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  error text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL,

  CONSTRAINT dead_letter_pk PRIMARY KEY (id)
);
