-- What happened at targets. Partitioned by month and partitions are dropped, so that nothing is
-- ever deleted row by row. An event has a random id, and is stored once however often it is tried.
CREATE TABLE event (
    at       timestamptz NOT NULL,
    event_id uuid NOT NULL,
    target   text NOT NULL,
    source   text NOT NULL,
    severity text NOT NULL,
    subject  text NOT NULL,
    summary  text NOT NULL,
    detail   jsonb NOT NULL,
    CONSTRAINT event_pkey PRIMARY KEY (at, event_id)
) PARTITION BY RANGE (at);

CREATE INDEX event_target_at_idx ON event (target, at, event_id);

-- What targets have, as it was read last: settings, roles, extensions, the server itself. One row for
-- each kind, rewritten when something changed.
CREATE TABLE inventory (
    target  text NOT NULL,
    kind    text NOT NULL,
    read_at timestamptz NOT NULL,
    items   jsonb NOT NULL,
    CONSTRAINT inventory_pkey PRIMARY KEY (target, kind)
);

-- What statements say, by the server's own id for them.
CREATE TABLE statement_text (
    target     text NOT NULL,
    database   text NOT NULL,
    query_id   text NOT NULL,
    form       text NOT NULL,
    text       text NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT statement_text_pkey PRIMARY KEY (target, database, query_id)
);
