-- Keeps that a message could not be sent, unless another node has begun to send it since.
-- Parameters: wait in seconds, answer, whether it may have arrived, alert, route, number, tries.
UPDATE delivery
SET due_at = now() + make_interval(secs => ?), answer = ?, may_have_arrived = ?::boolean,
  leased_until = NULL
WHERE alert_id = ?::uuid AND route = ? AND number = ? AND state = 'waiting' AND tries = ?
