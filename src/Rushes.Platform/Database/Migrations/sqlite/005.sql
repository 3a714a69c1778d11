-- The trace that work belongs to, as a W3C traceparent; null: nobody traces it.
ALTER TABLE message ADD COLUMN trace TEXT;
ALTER TABLE run ADD COLUMN trace TEXT;
