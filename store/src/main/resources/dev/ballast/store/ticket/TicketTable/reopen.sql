-- Opens again what was raised or came back after it was closed and is not explained by another
-- alert.
-- Parameters: now, when a page is due, when others are.
UPDATE ticket SET state = 'open', closed_at = NULL, reopened = reopened + 1, alert_id = alert.alert_id,
  summary = alert.condition ->> 'summary', opened_at = ?::timestamptz,
  due_at = CASE WHEN alert.urgency = 'page' THEN ?::timestamptz ELSE ?::timestamptz END
FROM alert
WHERE ticket.state = 'closed'
  AND alert.target = ticket.target
  AND alert.check_name = ticket.check_name
  AND alert.subject = ticket.subject
  AND alert.resolved_at IS NULL
  AND alert.urgency <> 'note'
  AND alert.cause IS NULL
  AND EXISTS (
    SELECT 1 FROM alert_step
    WHERE alert_step.alert_id = alert.alert_id
      AND alert_step.kind <> 'resolved'
      AND alert_step.at > ticket.closed_at)
RETURNING ticket_id
