-- A retried run takes its ended messages up again.
CREATE INDEX message_ended ON message (scope) WHERE state IN ('dead', 'cancelled');
