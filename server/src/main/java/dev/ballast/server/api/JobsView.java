package dev.ballast.server.api;

import dev.ballast.store.job.JobState;
import java.util.List;

/// All jobs.
public record JobsView(List<JobState> jobs) {}
