-- Keeps that a check cannot be evaluated.
-- Parameters: target, check, since, why, whether it is learning.
INSERT INTO check_gap (target, check_name, since, why, learning)
VALUES (?, ?, ?::timestamptz, ?, ?::boolean)
ON CONFLICT (target, check_name)
DO UPDATE SET since = excluded.since, why = excluded.why, learning = excluded.learning
