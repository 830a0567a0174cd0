-- The session of a cookie whose account may do something, and notes that it was seen, to the minute.
-- Parameters: hash, now, not seen before this it has ended, now, a minute ago.
WITH live AS (
    SELECT session_hash, account_id, started_at, seen_at, ends_at
    FROM web_session
    WHERE session_hash = ? AND ends_at > ? AND seen_at > ?
), seen AS (
    UPDATE web_session SET seen_at = ?
    FROM live
    WHERE web_session.session_hash = live.session_hash AND live.seen_at < ?
)
SELECT account.account_id, account.name, account.role, account.issuer,
       account.password_hash IS NOT NULL AS has_password, account.created_at, account.disabled_at,
       account.theme, account.time_zone, account.density, account.shortcuts,
       live.started_at, live.ends_at
FROM live JOIN account USING (account_id)
WHERE account.disabled_at IS NULL
