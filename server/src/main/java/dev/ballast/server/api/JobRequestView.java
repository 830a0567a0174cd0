package dev.ballast.server.api;

import dev.ballast.store.job.JobRunner;

/// What came of a request to run a job.
public record JobRequestView(String job, JobRunner.Answer answer) {}
