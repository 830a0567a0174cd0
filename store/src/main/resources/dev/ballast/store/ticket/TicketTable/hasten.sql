-- Has a ticket due sooner whose alert is a page by now.
-- Parameters: when, twice.
UPDATE ticket SET due_at = ?::timestamptz
FROM alert
WHERE alert.alert_id = ticket.alert_id
  AND ticket.state = 'open'
  AND alert.resolved_at IS NULL
  AND alert.urgency = 'page'
  AND ticket.due_at > ?::timestamptz
