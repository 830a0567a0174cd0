-- Keeps that a check cannot be evaluated.
-- Parameters: target, check, since, why.
INSERT INTO check_gap (target, check_name, since, why)
VALUES (?, ?, ?::timestamptz, ?)
ON CONFLICT (target, check_name) DO UPDATE SET why = excluded.why
