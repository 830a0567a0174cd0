-- Has a job that does not run be looked at now.
-- Parameter: the job.
UPDATE scheduled_tasks SET execution_time = now(), version = version + 1
WHERE task_name = ? AND NOT picked
