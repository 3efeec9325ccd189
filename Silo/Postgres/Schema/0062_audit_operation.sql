-- For who looks for a payment or a refund by its own id.
CREATE INDEX audit_log_operation ON audit_log (operation, id) WHERE operation IS NOT NULL;
