-- The last runs of a job, the newest first.
-- Parameters: job, how many.
SELECT job, node, started_at, ended_at, result, summary
FROM job_run WHERE job = ? ORDER BY job_run_id DESC LIMIT ?
