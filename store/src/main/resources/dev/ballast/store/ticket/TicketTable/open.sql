-- Opens a ticket where there is none of that check and subject; returns its number.
-- Parameters: target, check, subject, summary, owner or '', now, due, alert.
INSERT INTO ticket (target, check_name, subject, summary, owner, state, opened_at, due_at, alert_id)
VALUES (?, ?, ?, ?, NULLIF(?, ''), 'open', ?::timestamptz, ?::timestamptz, ?::uuid)
ON CONFLICT (target, check_name, subject) DO NOTHING
RETURNING ticket_id
