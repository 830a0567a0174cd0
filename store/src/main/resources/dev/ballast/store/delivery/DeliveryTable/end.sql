-- Keeps how a message ended, unless another node has begun to send it since.
-- Parameters: state, answer, alert, route, number, tries.
UPDATE delivery SET state = ?, answer = ?, ended_at = now(), leased_until = NULL
WHERE alert_id = ?::uuid AND route = ? AND number = ? AND state = 'waiting' AND tries = ?
