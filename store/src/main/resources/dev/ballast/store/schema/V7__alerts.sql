-- What is wrong at targets: one row for each time that something was, kept when it is over.
CREATE TABLE alert (
    alert_id    uuid PRIMARY KEY,
    target      text NOT NULL,
    check_name  text NOT NULL,
    subject     text NOT NULL,
    urgency     text NOT NULL,
    since       timestamptz NOT NULL,
    raised_at   timestamptz NOT NULL,
    resolved_at timestamptz,
    returns     integer NOT NULL,
    condition   jsonb NOT NULL,
    unknown     text,
    cause       uuid,
    CONSTRAINT alert_urgency_check CHECK (urgency IN ('note', 'ticket', 'page'))
);

CREATE UNIQUE INDEX alert_open_key ON alert (target, check_name, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_target_resolved_at_idx ON alert (target, resolved_at);
CREATE INDEX alert_resolved_at_idx ON alert (resolved_at);

-- How alerts changed, in the order in which it was seen.
CREATE TABLE alert_step (
    alert_step_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id      uuid NOT NULL REFERENCES alert ON DELETE CASCADE,
    at            timestamptz NOT NULL,
    kind          text NOT NULL,
    urgency       text NOT NULL,
    value         double precision NOT NULL,
    summary       text NOT NULL,
    CONSTRAINT alert_step_kind_check CHECK (kind IN ('raised', 'worsened', 'resolved', 'returned'))
);

CREATE INDEX alert_step_alert_id_idx ON alert_step (alert_id, alert_step_id);

-- Checks that cannot be evaluated at present.
CREATE TABLE check_gap (
    target     text NOT NULL,
    check_name text NOT NULL,
    since      timestamptz NOT NULL,
    why        text NOT NULL,
    CONSTRAINT check_gap_pkey PRIMARY KEY (target, check_name)
);

-- What nobody is to be notified of for some time. Empty texts stand for all targets or subjects.
CREATE TABLE alert_mute (
    alert_mute_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target        text NOT NULL,
    check_name    text NOT NULL,
    subject       text NOT NULL,
    reason        text NOT NULL,
    made_by       text NOT NULL,
    made_at       timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    -- Whether pages are muted too.
    pages         boolean NOT NULL DEFAULT false,
    CONSTRAINT alert_mute_reason_check CHECK (reason <> '')
);

CREATE INDEX alert_mute_ends_at_idx ON alert_mute (ends_at);

-- What was sent about alerts: a row for each message to a route, numbered by alert and route.
CREATE TABLE delivery (
    alert_id         uuid NOT NULL REFERENCES alert ON DELETE CASCADE,
    route            text NOT NULL,
    number           integer NOT NULL,
    kind             text NOT NULL,
    urgency          text NOT NULL,
    made_at          timestamptz NOT NULL DEFAULT now(),
    state            text NOT NULL DEFAULT 'waiting',
    due_at           timestamptz NOT NULL DEFAULT now(),
    -- How often a node began to send it; who sends it marks the row only if this is as it was then.
    tries            integer NOT NULL DEFAULT 0,
    -- Whether one of those may have reached the receiver.
    may_have_arrived boolean NOT NULL DEFAULT false,
    leased_until     timestamptz,
    ended_at         timestamptz,
    answer           text,
    CONSTRAINT delivery_pkey PRIMARY KEY (alert_id, route, number),
    CONSTRAINT delivery_kind_check CHECK (kind IN ('raised', 'worsened', 'returned', 'resolved')),
    CONSTRAINT delivery_urgency_check CHECK (urgency IN ('note', 'ticket', 'page')),
    CONSTRAINT delivery_state_check CHECK (state IN ('waiting', 'sent', 'refused', 'dropped'))
);

CREATE INDEX delivery_waiting_idx ON delivery (route, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_route_ended_at_idx ON delivery (route, ended_at);
