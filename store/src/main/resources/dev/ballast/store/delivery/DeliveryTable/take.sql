-- Takes the first message of a route that is due: none whose alert has an earlier one that waits,
-- none that another node is sending. What was tried least comes first, so that none is in the way.
-- Parameters: route, lease in seconds.
WITH due AS (
  SELECT d.alert_id, d.route, d.number, d.may_have_arrived
  FROM delivery AS d
  WHERE d.route = ? AND d.state = 'waiting' AND d.due_at <= now()
    AND (d.leased_until IS NULL OR d.leased_until < now())
    AND NOT EXISTS (
      SELECT FROM delivery AS earlier
      WHERE earlier.alert_id = d.alert_id AND earlier.route = d.route
        AND earlier.number < d.number AND earlier.state = 'waiting')
  ORDER BY d.urgency <> 'page', d.tries, d.made_at, d.alert_id, d.number
  LIMIT 1
  FOR UPDATE SKIP LOCKED)
UPDATE delivery AS d
SET leased_until = now() + make_interval(secs => ?), tries = d.tries + 1, may_have_arrived = true
FROM due
WHERE d.alert_id = due.alert_id AND d.route = due.route AND d.number = due.number
RETURNING d.alert_id::text AS alert_id, d.route, d.number, d.kind, d.urgency, d.tries, d.made_at,
  due.may_have_arrived
