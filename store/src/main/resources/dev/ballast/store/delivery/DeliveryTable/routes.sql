-- How routes stand: what waits, when something was sent last, and why the last try failed.
SELECT d.route, count(*) FILTER (WHERE d.state = 'waiting') AS waiting,
  min(d.made_at) FILTER (WHERE d.state = 'waiting') AS waiting_since,
  max(d.ended_at) FILTER (WHERE d.state = 'sent') AS sent_at,
  (SELECT w.answer FROM delivery AS w
   WHERE w.route = d.route AND w.state = 'waiting' AND w.answer IS NOT NULL
   ORDER BY w.due_at DESC LIMIT 1) AS trouble
FROM delivery AS d
WHERE d.state = 'waiting' OR d.ended_at > now() - interval '30 days'
GROUP BY d.route
ORDER BY d.route
