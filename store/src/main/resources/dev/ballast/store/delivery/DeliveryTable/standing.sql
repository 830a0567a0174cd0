-- How alerts stand that a route may have to be notified of, and what was sent to it last.
-- Parameters: route, route.
SELECT a.alert_id::text AS alert_id, a.target, a.check_name, a.subject, a.urgency, a.raised_at,
  a.resolved_at, a.returns, a.cause::text AS cause, told.kind, told.urgency AS told_urgency,
  told.state,
  (SELECT max(s.at) FROM alert_step AS s
   WHERE s.alert_id = a.alert_id AND s.kind IN ('returned', 'worsened')) AS returned_at,
  (SELECT coalesce(max(d.number), 0) FROM delivery AS d
   WHERE d.alert_id = a.alert_id AND d.route = ?) AS last_number
FROM alert AS a
LEFT JOIN LATERAL (
  SELECT d.kind, d.urgency, d.state FROM delivery AS d
  WHERE d.alert_id = a.alert_id AND d.route = ? AND d.state <> 'dropped'
  ORDER BY d.number DESC LIMIT 1) AS told ON true
-- The first condition is one of alerts alone, so that those of years ago are not looked at.
WHERE (a.resolved_at IS NULL OR a.resolved_at > now() - interval '7 days')
  AND (a.resolved_at IS NULL
  OR told.kind <> 'resolved'
  OR (a.resolved_at > now() - interval '1 day' AND told.kind IS NULL AND a.urgency = 'page'))
ORDER BY a.raised_at, a.alert_id
