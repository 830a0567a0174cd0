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
CREATE INDEX alert_resolved_at_idx ON alert (resolved_at);

-- Whom to notify is decided from how alerts stand and what was sent, not from their steps.
ALTER TABLE alert_step DROP COLUMN routed_at;

-- Whether pages are muted too.
ALTER TABLE alert_mute ADD COLUMN pages boolean NOT NULL DEFAULT false;
