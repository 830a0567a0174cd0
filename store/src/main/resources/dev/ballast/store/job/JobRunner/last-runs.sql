-- The last run of each of some jobs.
-- Parameter: the jobs.
SELECT last.job, last.node, last.started_at, last.ended_at, last.result, last.summary
FROM unnest(?::text[]) AS wanted (job)
CROSS JOIN LATERAL (
    SELECT job_run.* FROM job_run
    WHERE job_run.job = wanted.job
    ORDER BY job_run.job_run_id DESC LIMIT 1
) AS last
