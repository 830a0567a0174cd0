-- Figures over time. A chunk holds the points of one entity (a table, a statement, a server) over a
-- stretch of time, all its metrics together, packed. Tables of chunks are partitioned by day and
-- partitions are dropped, so that nothing is ever deleted row by row.

CREATE TABLE target (
    target_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT target_name_key UNIQUE (name)
);

-- Which metrics the columns of a chunk are. Another set of metrics is another layout.
CREATE TABLE layout (
    layout_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    family    text NOT NULL,
    metrics   text[] NOT NULL,
    CONSTRAINT layout_family_metrics_key UNIQUE (family, metrics)
);

CREATE TABLE entity (
    entity_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target_id bigint NOT NULL REFERENCES target,
    family    text NOT NULL,
    labels    text NOT NULL,
    CONSTRAINT entity_target_family_labels_key UNIQUE (target_id, family, labels)
);

-- No foreign keys: a chunk is written a thousand times as often as an entity, by Ballast alone.
CREATE TABLE chunk_raw (
    entity_id bigint NOT NULL,
    starts    timestamptz NOT NULL,
    ends      timestamptz NOT NULL,
    layout_id bigint NOT NULL,
    points    bytea NOT NULL,
    CONSTRAINT chunk_raw_pkey PRIMARY KEY (entity_id, starts)
) PARTITION BY RANGE (starts);

CREATE TABLE chunk_minute (
    entity_id bigint NOT NULL,
    starts    timestamptz NOT NULL,
    ends      timestamptz NOT NULL,
    layout_id bigint NOT NULL,
    points    bytea NOT NULL,
    CONSTRAINT chunk_minute_pkey PRIMARY KEY (entity_id, starts)
) PARTITION BY RANGE (starts);

CREATE TABLE chunk_hour (
    entity_id bigint NOT NULL,
    starts    timestamptz NOT NULL,
    ends      timestamptz NOT NULL,
    layout_id bigint NOT NULL,
    points    bytea NOT NULL,
    CONSTRAINT chunk_hour_pkey PRIMARY KEY (entity_id, starts)
) PARTITION BY RANGE (starts);

-- Which segments of a node's journal are stored, so that none is stored twice.
CREATE TABLE stored_segment (
    segment   text PRIMARY KEY,
    stored_at timestamptz NOT NULL DEFAULT now()
);
