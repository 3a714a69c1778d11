-- Builds of functions that workers have offered: encoding.avc@1.2.0+ffmpeg.3f2a9c1b0d12.
CREATE TABLE build (
  id    TEXT PRIMARY KEY,
  build BLOB NOT NULL                             -- rushes.v1.FunctionBuild
) STRICT, WITHOUT ROWID;

-- Work that any build of a release may do, until the first that can be had is taken for all of the run.
CREATE INDEX message_open_build ON message (scope, requires) WHERE state = 'pending' AND substr(requires, 1, 1) = '?';

-- Whom to tell when a run has ended.
CREATE TABLE webhook (
  run_id TEXT PRIMARY KEY REFERENCES run (id),
  url    TEXT NOT NULL,
  secret TEXT NOT NULL                            -- name of the secret that signs
) STRICT, WITHOUT ROWID;
