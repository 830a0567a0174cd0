-- Keeps a mute.
-- Parameters: target or '', check or '', subject or '', pages, reason, made by, made at, ends at.
INSERT INTO alert_mute (target, check_name, subject, pages, reason, made_by, made_at, ends_at)
VALUES (?, ?, ?, ?::boolean, ?, ?, ?::timestamptz, ?::timestamptz)
RETURNING alert_mute_id
