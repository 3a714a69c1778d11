-- Objects that no row refers to any more: below these prefixes they go.
CREATE TABLE removal (
  prefix  TEXT   PRIMARY KEY,
  since   BIGINT NOT NULL,                        -- nobody writes there any more, but for who does not know it yet
  emptied BIGINT                                  -- null: not looked at yet
);

-- Files that callers have uploaded.
CREATE TABLE upload (
  digest TEXT   PRIMARY KEY,                      -- SHA-256, hexadecimal
  key    TEXT   NOT NULL UNIQUE,                  -- of the object
  used   BIGINT NOT NULL                          -- when it was last asked for
);

CREATE TABLE upload_use (
  key    TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES run (id),
  PRIMARY KEY (key, run_id)
);

CREATE INDEX upload_use_run ON upload_use (run_id);
CREATE INDEX upload_old     ON upload (used);
CREATE INDEX run_ended      ON run (ended) WHERE ended IS NOT NULL;
