-- Keeps a run.
-- Parameters: job, node, start, end, result, summary.
INSERT INTO job_run (job, node, started_at, ended_at, result, summary)
VALUES (?, ?, ?::timestamptz, ?::timestamptz, ?, ?)
