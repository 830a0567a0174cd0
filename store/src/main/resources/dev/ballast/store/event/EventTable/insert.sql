-- Keeps an event once.
-- Parameters: id, target, when, source, severity, subject, summary, detail.
INSERT INTO event (event_id, target, at, source, severity, subject, summary, detail)
VALUES (?::uuid, ?, ?::timestamptz, ?, ?, ?, ?, ?::jsonb)
ON CONFLICT (at, event_id) DO NOTHING
