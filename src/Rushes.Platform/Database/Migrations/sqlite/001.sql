-- Times are milliseconds since 1970 UTC. Messages, requests and results are Protobuf.

CREATE TABLE message (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,   -- the order of arrival
  queue      TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('delayed', 'pending', 'leased', 'done', 'dead', 'cancelled')),
  class      INTEGER NOT NULL,                    -- rushes.v1.PriorityClass; lower goes first
  due        INTEGER NOT NULL,
  rank       INTEGER NOT NULL,
  scope      TEXT,                                -- messages of one scope are cancelled together
  dedupe     TEXT,
  type       TEXT    NOT NULL,                    -- full name of the payload's Protobuf message
  payload    BLOB    NOT NULL,
  cores      INTEGER NOT NULL,
  memory     INTEGER NOT NULL,                    -- bytes
  disk       INTEGER NOT NULL,                    -- bytes
  network    INTEGER NOT NULL,                    -- bit/s
  not_before INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,          -- how often it was taken
  failures   INTEGER NOT NULL DEFAULT 0,          -- how often it failed; a lost lease is no failure
  token      INTEGER NOT NULL DEFAULT 0,          -- fencing: counts up with each lease
  owner      TEXT,
  expiry     INTEGER,
  ended      INTEGER,
  CHECK ((state = 'leased') = (owner IS NOT NULL AND expiry IS NOT NULL))
) STRICT;

CREATE INDEX message_order   ON message (queue, class, due, rank, id) WHERE state = 'pending';
CREATE INDEX message_delayed ON message (queue, not_before) WHERE state = 'delayed';
CREATE INDEX message_leased  ON message (queue, expiry) WHERE state = 'leased';
CREATE INDEX message_scope   ON message (scope) WHERE state IN ('delayed', 'pending', 'leased');
CREATE UNIQUE INDEX message_dedupe ON message (queue, dedupe) WHERE dedupe IS NOT NULL;

CREATE TABLE run (
  id            TEXT    PRIMARY KEY,
  request_id    TEXT    UNIQUE,                   -- null: started by a call
  method        TEXT    NOT NULL,
  dag           TEXT    NOT NULL,
  dag_version   INTEGER NOT NULL,
  parent_run    TEXT    REFERENCES run (id),      -- the item that called
  parent_node   TEXT,
  parent_number INTEGER,
  class         INTEGER NOT NULL,
  due           INTEGER NOT NULL,
  rank          INTEGER NOT NULL,
  request       BLOB    NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  response      BLOB,
  failures      BLOB,                             -- rushes.v1.FailureList
  created       INTEGER NOT NULL,
  ended         INTEGER
) STRICT;

CREATE INDEX run_parent ON run (parent_run) WHERE parent_run IS NOT NULL;

CREATE TABLE node (
  run_id   TEXT    NOT NULL REFERENCES run (id),
  name     TEXT    NOT NULL,
  position INTEGER NOT NULL,                      -- in the declaration
  state    TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  items    INTEGER,                               -- null until they are known
  open     INTEGER,                               -- items that are not done
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  run_id   TEXT    NOT NULL,
  node     TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  label    TEXT    NOT NULL,
  weight   INTEGER NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,            -- when done: the attempt whose result counts
  result   BLOB,
  failures BLOB,                                  -- rushes.v1.FailureList, of the last attempt that failed
  started  INTEGER,
  ended    INTEGER,
  PRIMARY KEY (run_id, node, number),
  FOREIGN KEY (run_id, node) REFERENCES node (run_id, name)
) STRICT;
