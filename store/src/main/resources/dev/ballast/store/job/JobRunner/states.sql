-- All jobs, in order of their names.
SELECT task_name AS name,
       CASE WHEN NOT picked THEN execution_time END AS next,
       CASE WHEN picked THEN picked_by END AS running_on,
       last_success,
       COALESCE(consecutive_failures, 0) AS failures
FROM scheduled_tasks
ORDER BY 1
