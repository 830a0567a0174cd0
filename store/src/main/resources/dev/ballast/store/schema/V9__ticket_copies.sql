-- Trackers of work that tickets are copied to, and what both sides agreed on last.
SET LOCAL lock_timeout = '10s';

CREATE TABLE ticket_tracker (
    tracker      text PRIMARY KEY,
    origin       uuid NOT NULL DEFAULT gen_random_uuid(),
    leased_until timestamptz,
    lease        uuid,
    wait_until   timestamptz,
    seen_until   timestamptz,
    etag         text
);

CREATE TABLE ticket_copy (
    ticket_id bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
    tracker   text NOT NULL REFERENCES ticket_tracker ON DELETE CASCADE,
    begun_at  timestamptz NOT NULL,
    remote    text,
    url       text,
    state     text NOT NULL DEFAULT 'open',
    owner     text NOT NULL DEFAULT '',
    assignee  text NOT NULL DEFAULT '',
    step_id   bigint NOT NULL DEFAULT 0,
    given_up  text,
    PRIMARY KEY (ticket_id, tracker),
    CONSTRAINT ticket_copy_remote_key UNIQUE (tracker, remote),
    CONSTRAINT ticket_copy_state_check CHECK (state IN ('open', 'closed'))
);
