-- Work that somebody owns until the measurements show that it is done: one for each check and subject
-- of a target, opened again when it comes back.
CREATE TABLE ticket (
    ticket_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target     text NOT NULL,
    check_name text NOT NULL,
    subject    text NOT NULL,
    summary    text NOT NULL,
    owner      text,
    state      text NOT NULL,
    opened_at  timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    closed_at  timestamptz,
    reopened   integer NOT NULL DEFAULT 0,
    alert_id   uuid NOT NULL,
    CONSTRAINT ticket_subject_key UNIQUE (target, check_name, subject),
    CONSTRAINT ticket_state_check CHECK (state IN ('open', 'closed')),
    CONSTRAINT ticket_closed_at_check CHECK ((closed_at IS NULL) = (state = 'open'))
);

CREATE INDEX ticket_closed_at_idx ON ticket (closed_at);

-- What was done about tickets, and by whom: a user, or "measurements".
CREATE TABLE ticket_step (
    ticket_step_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id      bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
    at             timestamptz NOT NULL,
    kind           text NOT NULL,
    who            text NOT NULL,
    note           text NOT NULL,
    CONSTRAINT ticket_step_kind_check CHECK (kind IN ('opened', 'assigned', 'closed', 'reopened'))
);

CREATE INDEX ticket_step_ticket_id_idx ON ticket_step (ticket_id, ticket_step_id);
