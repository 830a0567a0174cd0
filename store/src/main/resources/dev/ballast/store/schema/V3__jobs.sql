-- What is done again and again, by whichever node is free. The first table is the library's
-- (db-scheduler, "scheduled_tasks"): one row for each job, leased by a node while it runs.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time_idx ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat_idx ON scheduled_tasks (last_heartbeat);

-- Runs that did something or failed; those that found nothing to do are not kept.
CREATE TABLE job_run (
    job_run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job        text NOT NULL,
    node       text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    result     text NOT NULL,
    summary    text NOT NULL,
    CONSTRAINT job_run_result_check CHECK (result IN ('done', 'failed'))
);

CREATE INDEX job_run_job_idx ON job_run (job, job_run_id);
