-- Processor time of the tools of all attempts, milliseconds, as far as it was counted.
ALTER TABLE item ADD COLUMN processor INTEGER NOT NULL DEFAULT 0;
