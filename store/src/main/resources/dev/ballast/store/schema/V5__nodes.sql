-- Nodes that share this store. One whose beat is old is taken for dead by the others, and what it
-- had is free.
CREATE TABLE node (
    node text PRIMARY KEY,
    beat timestamptz NOT NULL
);

-- Which node watches which target.
CREATE TABLE watched_target (
    target text PRIMARY KEY,
    node   text NOT NULL REFERENCES node ON DELETE CASCADE,
    since  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX watched_target_node_idx ON watched_target (node);

-- Hosts on which something heavy runs at present.
CREATE TABLE busy_host (
    host  text PRIMARY KEY,
    node  text NOT NULL REFERENCES node ON DELETE CASCADE,
    job   text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX busy_host_node_idx ON busy_host (node);

-- Jobs that somebody wants to run now, due or not.
CREATE TABLE job_request (
    job          text PRIMARY KEY,
    requested_at timestamptz NOT NULL DEFAULT now()
);
