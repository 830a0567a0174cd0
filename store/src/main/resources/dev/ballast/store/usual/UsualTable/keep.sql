-- Keeps what was learned of one series, if the node holds the target's lease and knows more than what is kept.
-- Parameters: target, figure, subject, latest sample, state, departure, target, node.
INSERT INTO usual_figure (target, figure, subject, latest_at, state, departure)
SELECT ?, ?, ?, ?::timestamptz, ?, nullif(?, '')::jsonb
WHERE EXISTS (SELECT FROM watched_target AS w WHERE w.target = ? AND w.node = ?)
ON CONFLICT (target, figure, subject) DO UPDATE
SET latest_at = excluded.latest_at, state = excluded.state, departure = excluded.departure
WHERE usual_figure.latest_at < excluded.latest_at
