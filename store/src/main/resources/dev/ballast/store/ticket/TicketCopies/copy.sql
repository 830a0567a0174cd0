-- A copy, by the ticket or by what the tracker calls it.
-- Parameters: tracker, ticket or 0, remote or '' (twice).
SELECT ticket_id, begun_at, remote, url, state, owner, assignee, step_id
FROM ticket_copy
WHERE tracker = ? AND (ticket_id = ? OR (remote = ? AND ? <> ''))
