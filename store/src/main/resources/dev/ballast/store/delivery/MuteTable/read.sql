-- Mutes that end after a moment, in the order in which they end.
-- Parameters: moment.
SELECT alert_mute_id, target, check_name, subject, pages, reason, made_by, made_at, ends_at
FROM alert_mute
WHERE ends_at > ?::timestamptz
ORDER BY ends_at, alert_mute_id
