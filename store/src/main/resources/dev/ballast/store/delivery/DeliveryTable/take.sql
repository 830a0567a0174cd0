-- Takes the first message of a route that is due: none for which an earlier one of its alert or of the
-- same incident waits, none that another node is sending. What was tried least comes first, so that
-- none is in the way. An incident is what alerts have at the end of their causes.
-- Parameters: route, route, lease in seconds.
WITH RECURSIVE chain AS (
  SELECT DISTINCT alert_id, alert_id AS root, 0 AS depth FROM delivery
  WHERE route = ? AND state = 'waiting'
  UNION ALL
  SELECT c.alert_id, a.cause, c.depth + 1 FROM chain AS c JOIN alert AS a ON a.alert_id = c.root
  WHERE a.cause IS NOT NULL AND c.depth < 8),
incident AS (
  SELECT DISTINCT ON (alert_id) alert_id, root FROM chain ORDER BY alert_id, depth DESC),
due AS (
  SELECT d.alert_id, d.route, d.number, d.may_have_arrived
  FROM delivery AS d JOIN incident AS i ON i.alert_id = d.alert_id
  WHERE d.route = ? AND d.state = 'waiting' AND d.due_at <= now()
    AND (d.leased_until IS NULL OR d.leased_until < now())
    AND NOT EXISTS (
      SELECT FROM delivery AS earlier JOIN incident AS same ON same.alert_id = earlier.alert_id
      WHERE same.root = i.root AND earlier.route = d.route AND earlier.state = 'waiting'
        AND CASE WHEN earlier.alert_id = d.alert_id THEN earlier.number < d.number
            ELSE earlier.made_at < d.made_at END)
  ORDER BY d.urgency <> 'page', d.tries, d.made_at, d.alert_id, d.number
  LIMIT 1
  FOR UPDATE OF d SKIP LOCKED)
UPDATE delivery AS d
SET leased_until = now() + make_interval(secs => ?), tries = d.tries + 1, may_have_arrived = true
FROM due
WHERE d.alert_id = due.alert_id AND d.route = due.route AND d.number = due.number
RETURNING d.alert_id::text AS alert_id, d.route, d.number, d.kind, d.urgency, d.tries, d.made_at,
  due.may_have_arrived
