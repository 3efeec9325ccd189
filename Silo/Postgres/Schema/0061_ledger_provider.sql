-- Through whom money came or went. Null for wallets, and for lines of the time when there was the sandbox alone.
ALTER TABLE ledger ADD COLUMN provider text NULL;

-- Lines come in the order of time, so which pages may hold those since some day takes next to nothing to know.
CREATE INDEX ledger_at ON ledger USING brin (at);
