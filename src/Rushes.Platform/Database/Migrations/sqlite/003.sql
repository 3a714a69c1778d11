-- Times are milliseconds since 1970 UTC. Messages, requests and results are Protobuf; what is larger than 64 KiB is an
-- object in the store, and its column ..._object holds a rushes.platform.v1.StoredObject instead.

-- Messages: suspended leases, exclusivity keys, filters, lost leases, the last failure.
CREATE TABLE message_3 (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,   -- the order of arrival
  queue      TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('delayed', 'pending', 'leased', 'suspended', 'done', 'dead', 'cancelled')),
  class      INTEGER NOT NULL,                    -- rushes.v1.PriorityClass; lower goes first
  due        INTEGER NOT NULL,
  rank       INTEGER NOT NULL,
  scope      TEXT,                                -- messages of one scope are cancelled together
  dedupe     TEXT,
  exclusive  TEXT,                                -- of messages with the same key, one at a time is leased
  requires   TEXT,                                -- what a taker must offer: encoding.avc@1.2.0
  type       TEXT    NOT NULL,                    -- full name of the payload's Protobuf message
  payload    BLOB    NOT NULL,
  cores      INTEGER NOT NULL,
  memory     INTEGER NOT NULL,                    -- bytes
  disk       INTEGER NOT NULL,                    -- bytes
  network    INTEGER NOT NULL,                    -- bit/s
  created    INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,          -- how often it was taken
  failures   INTEGER NOT NULL DEFAULT 0,          -- how often it failed
  losses     INTEGER NOT NULL DEFAULT 0,          -- how often its lease was lost with its holder
  token      INTEGER NOT NULL DEFAULT 0,          -- fencing: counts up with each lease
  owner      TEXT,
  taken      INTEGER,
  expiry     INTEGER,
  saved      INTEGER,                             -- work of the holder up to then survives a requeue
  suspended  INTEGER,                             -- since when
  ended      INTEGER,
  failure    BLOB,                                -- rushes.v1.FailureList: why it is dead, or was tried again
  CHECK ((state IN ('leased', 'suspended')) = (owner IS NOT NULL AND expiry IS NOT NULL AND taken IS NOT NULL)),
  CHECK ((state = 'suspended') = (suspended IS NOT NULL))
) STRICT;

INSERT INTO message_3 (id, queue, state, class, due, rank, scope, dedupe, type, payload, cores, memory, disk, network,
                       created, not_before, attempts, failures, token, owner, taken, expiry, ended)
SELECT id, queue, state, class, due, rank, scope, dedupe, type, payload, cores, memory, disk, network,
       CAST(strftime('%s', 'now') AS INTEGER) * 1000, not_before, attempts, failures, token, owner,
       CASE WHEN state = 'leased' THEN CAST(strftime('%s', 'now') AS INTEGER) * 1000 END, expiry, ended
FROM message;

DROP TABLE message;
ALTER TABLE message_3 RENAME TO message;

CREATE INDEX message_order   ON message (queue, class, due, rank, id) WHERE state = 'pending';
CREATE INDEX message_suspect ON message (queue, class, due, rank, id) WHERE state = 'pending' AND losses >= 2;
CREATE INDEX message_delayed ON message (queue, not_before) WHERE state = 'delayed';
CREATE INDEX message_leased  ON message (queue, expiry) WHERE state IN ('leased', 'suspended');
CREATE INDEX message_owner   ON message (owner) WHERE state IN ('leased', 'suspended');
CREATE INDEX message_scope   ON message (scope) WHERE state IN ('delayed', 'pending', 'leased', 'suspended');
CREATE INDEX message_ended   ON message (scope) WHERE state IN ('dead', 'cancelled');
CREATE INDEX message_dead    ON message (id) WHERE state = 'dead';
CREATE INDEX message_old     ON message (ended) WHERE state IN ('done', 'cancelled');
CREATE UNIQUE INDEX message_dedupe ON message (queue, dedupe) WHERE dedupe IS NOT NULL;
CREATE UNIQUE INDEX message_held   ON message (exclusive) WHERE exclusive IS NOT NULL AND state IN ('leased', 'suspended');
CREATE INDEX message_next_of_key   ON message (exclusive, class, due, rank, id) WHERE exclusive IS NOT NULL AND state = 'pending';

-- Runs: a call is answered by letters, so that caller and callee need not share a database.
CREATE TABLE run_3 (
  id               TEXT    PRIMARY KEY,           -- of a call: the id of the call
  request_id       TEXT    UNIQUE,                -- null: started by a call
  method           TEXT    NOT NULL,
  workflow         TEXT    NOT NULL,
  workflow_version INTEGER NOT NULL,
  call_sequence    INTEGER,                       -- the letter of its caller that it answers; null: started by a request
  class            INTEGER NOT NULL,
  due              INTEGER NOT NULL,
  rank             INTEGER NOT NULL,
  request          BLOB,
  request_object   BLOB,
  state            TEXT    NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  response         BLOB,
  response_object  BLOB,
  failures         BLOB,                          -- rushes.v1.FailureList
  created          INTEGER NOT NULL,
  ended            INTEGER
) STRICT;

CREATE TABLE node_3 (
  run_id   TEXT    NOT NULL REFERENCES run_3 (id),
  name     TEXT    NOT NULL,
  position INTEGER NOT NULL,                      -- in the declaration
  after    TEXT    NOT NULL DEFAULT '',           -- names of the nodes it depends on, with a space between
  state    TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  planned  INTEGER NOT NULL DEFAULT 0,            -- items that are rows by now
  items    INTEGER,                               -- null until all of them are
  open     INTEGER NOT NULL DEFAULT 0,            -- planned items that are not done
  started  INTEGER,
  ended    INTEGER,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_3 (
  run_id        TEXT    NOT NULL,
  node          TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  label         TEXT    NOT NULL,
  weight        INTEGER NOT NULL,
  match         TEXT,                             -- of a rule: the facts it fired for
  state         TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempts      INTEGER NOT NULL DEFAULT 0,       -- when done: the attempt whose result counts
  result        BLOB,
  result_object BLOB,
  failures      BLOB,                             -- rushes.v1.FailureList, of the last attempt that failed
  started       INTEGER,
  ended         INTEGER,
  PRIMARY KEY (run_id, node, number),
  FOREIGN KEY (run_id, node) REFERENCES node_3 (run_id, name)
) STRICT;

-- The caller's side of a call, and its outbox: what the letters that name it say.
CREATE TABLE call (
  id             TEXT    PRIMARY KEY,
  run_id         TEXT    NOT NULL,
  node           TEXT    NOT NULL,
  number         INTEGER NOT NULL,
  method         TEXT    NOT NULL,
  request        BLOB,
  request_object BLOB,
  sequence       INTEGER NOT NULL,                -- of the last letter sent; an answer to an earlier one is old news
  UNIQUE (run_id, node, number)
) STRICT;

-- Letters that came in: of each call and side only the newest counts, and it counts once.
CREATE TABLE inbox (
  call_id  TEXT    NOT NULL,
  side     TEXT    NOT NULL CHECK (side IN ('callee', 'caller')),
  sequence INTEGER NOT NULL,
  received INTEGER NOT NULL,
  PRIMARY KEY (call_id, side)
) STRICT, WITHOUT ROWID;

-- Which build a run first used of a function: all of a rendition is made by one.
CREATE TABLE run_build (
  run_id   TEXT NOT NULL REFERENCES run_3 (id),
  function TEXT NOT NULL,
  version  TEXT NOT NULL,
  PRIMARY KEY (run_id, function)
) STRICT, WITHOUT ROWID;

-- Working memory of rules. A newer version supersedes; none is ever changed.
CREATE TABLE fact (
  run_id         TEXT    NOT NULL REFERENCES run_3 (id),
  kind           TEXT    NOT NULL,
  key            TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  payload        BLOB,
  payload_object BLOB,
  source         TEXT    NOT NULL,                -- for people: the request, a rule and its match, somebody outside
  created        INTEGER NOT NULL,
  PRIMARY KEY (run_id, kind, key, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE worker (
  id        TEXT    PRIMARY KEY,
  cores     INTEGER NOT NULL,
  memory    INTEGER NOT NULL,
  disk      INTEGER NOT NULL,
  network   INTEGER NOT NULL,
  offers    TEXT    NOT NULL,                     -- function@version, with a space between
  accepting INTEGER NOT NULL,
  seen      INTEGER NOT NULL                      -- its last heartbeat
) STRICT, WITHOUT ROWID;

INSERT INTO run_3 (id, request_id, method, workflow, workflow_version, call_sequence, class, due, rank, request, state, response, failures, created, ended)
SELECT id, request_id, method, dag, dag_version, CASE WHEN parent_run IS NOT NULL THEN 1 END, class, due, rank, request, state, response, failures, created, ended
FROM run;

INSERT INTO node_3 (run_id, name, position, state, planned, items, open)
SELECT run_id, name, position, state, coalesce(items, 0), items, coalesce(open, 0) FROM node;

INSERT INTO item_3 (run_id, node, number, label, weight, state, attempts, result, failures, started, ended)
SELECT run_id, node, number, label, weight, state, attempts, result, failures, started, ended FROM item;

INSERT INTO call (id, run_id, node, number, method, sequence)
SELECT id, parent_run, parent_node, parent_number, method, 1 FROM run WHERE parent_run IS NOT NULL;

INSERT INTO inbox (call_id, side, sequence, received)
SELECT id, 'callee', 1, created FROM run WHERE parent_run IS NOT NULL;

DROP TABLE item;
DROP TABLE node;
DROP TABLE run;
ALTER TABLE run_3 RENAME TO run;
ALTER TABLE node_3 RENAME TO node;
ALTER TABLE item_3 RENAME TO item;

CREATE INDEX run_newest ON run (created);
CREATE INDEX run_live   ON run (workflow, workflow_version) WHERE state = 'running';
CREATE UNIQUE INDEX item_match ON item (run_id, node, match) WHERE match IS NOT NULL;
