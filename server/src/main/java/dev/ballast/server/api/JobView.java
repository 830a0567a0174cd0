package dev.ballast.server.api;

import dev.ballast.store.job.JobRun;
import dev.ballast.store.job.JobState;
import java.util.List;

/// A job and its last runs.
public record JobView(JobState job, List<JobRun> runs) {}
