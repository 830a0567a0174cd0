package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.JobView;
import dev.ballast.server.api.JobsView;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.job.JobState;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/// What the node does by itself: its health, its jobs, how the objectives stand.
public final class DutyRoutes {
  private final JobRunner jobs;
  private final Supplier<StatusReport> status;
  private final Supplier<HealthView> health;

  public DutyRoutes(JobRunner jobs, Supplier<StatusReport> status, Supplier<HealthView> health) {
    this.jobs = jobs;
    this.status = status;
    this.health = health;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .get("/health/live", (request, response) -> response.send("live\n"))
        .get("/health/ready", (request, response) -> ready(response))
        .get("/api/v1/health", (request, response) -> Responses.json(response, health.get()))
        .get("/api/v1/status", (request, response) -> Responses.json(response, status.get()))
        .get(
            "/api/v1/jobs",
            (request, response) -> Responses.json(response, new JobsView(jobs.list())))
        .get("/api/v1/jobs/{job}", this::job);
  }

  private void ready(ServerResponse response) {
    HealthView now = health.get();
    Responses.json(
        response.status(now.ready() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503),
        now.inPublic());
  }

  private void job(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("job");
    JobState state =
        jobs.list().stream()
            .filter(job -> job.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(ServerError.RESOURCE_MISSING, "there is no job of that name")
                        .hint("GET /api/v1/jobs lists the jobs."));
    Responses.json(response, new JobView(state, jobs.runs(name)));
  }
}
