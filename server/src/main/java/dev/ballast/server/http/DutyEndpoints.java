package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.JobRequestView;
import dev.ballast.server.api.JobView;
import dev.ballast.server.api.JobsView;
import dev.ballast.server.api.WatchersView;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.job.JobState;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// What the node does by itself: its health, its jobs, how the objectives stand.
public final class DutyEndpoints {
  private static final String JOB = "job";
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Supplier<JobRunner> jobs;
  private final Supplier<StatusReport> status;
  private final Supplier<HealthView> health;
  private final Supplier<WatchersView> watchers;

  /// @param jobs throws `store-away` while nothing is known of them
  /// @param watchers throws `store-away` while nothing is known of them
  public DutyEndpoints(
      Supplier<JobRunner> jobs,
      Supplier<StatusReport> status,
      Supplier<HealthView> health,
      Supplier<WatchersView> watchers) {
    this.jobs = jobs;
    this.status = status;
    this.health = health;
    this.watchers = watchers;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/health/live", Need.NOTHING, "Whether the process runs")
            .replying(
                new Answer.Text(PLAIN),
                call -> Reply.bytes(PLAIN, "live\n".getBytes(StandardCharsets.US_ASCII))),
        Endpoint.get(
                "/health/ready",
                Need.NOTHING,
                "Whether the node takes requests and stores samples; status 503 where not")
            .replying(new Answer.Json(HealthView.Public.class), call -> ready()),
        Endpoint.get("/api/v1/health", Need.READ, "The store, the journal, what waits")
            .answering(HealthView.class, call -> health.get()),
        Endpoint.get("/api/v1/status", Need.READ, "How the objectives of all targets stand")
            .answering(StatusReport.class, call -> status.get()),
        Endpoint.get("/api/v1/nodes", Need.READ, "Which node watches which target")
            .answering(WatchersView.class, call -> watchers.get()),
        Endpoint.get("/api/v1/jobs", Need.READ, "All jobs")
            .answering(JobsView.class, call -> new JobsView(jobs.get().list())),
        Endpoint.get("/api/v1/jobs/{job}", Need.READ, "A job and its last runs")
            .taking(Parameter.ofPath(JOB, "The name of the job"))
            .answering(JobView.class, this::job),
        Endpoint.post("/api/v1/jobs/{job}/runs", Need.OPERATE, "Run a job now, due or not")
            .taking(Parameter.ofPath(JOB, "The name of the job"))
            .answering(JobRequestView.class, this::run));
  }

  private Reply ready() {
    HealthView now = health.get();
    return Reply.json(now.inPublic())
        .withStatus(now.ready() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
  }

  private JobView job(Call call) {
    JobState state = state(call.path(JOB));
    return new JobView(state, jobs.get().runs(state.name()));
  }

  private JobRequestView run(Call call) {
    String name = state(call.path(JOB)).name();
    return new JobRequestView(name, jobs.get().request(name));
  }

  private JobState state(String name) {
    List<JobState> known = jobs.get().list();
    return known.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "there is no job of that name")
                    .hint(
                        Nearest.to(name, known.stream().map(JobState::name).toList())
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("ballast job list shows the jobs.")));
  }
}
