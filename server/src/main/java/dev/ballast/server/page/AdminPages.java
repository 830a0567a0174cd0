package dev.ballast.server.page;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.admin.AdminPage;
import dev.ballast.pages.admin.AdminPage.Choices;
import dev.ballast.pages.admin.AdminPage.Issued;
import dev.ballast.pages.admin.AdminPage.JobRow;
import dev.ballast.pages.admin.AdminPage.People;
import dev.ballast.pages.admin.AdminPage.RouteRow;
import dev.ballast.pages.admin.AdminPage.TargetRow;
import dev.ballast.pages.admin.AdminPage.TokenRow;
import dev.ballast.pages.admin.AdminPage.UserRow;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.text.Unit;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.RouteTestView;
import dev.ballast.server.api.RoutesView;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Reply;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.Scope;
import dev.ballast.store.delivery.RouteState;
import dev.ballast.store.job.JobRun;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.job.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page of the node itself, and what somebody does on it.
final class AdminPages {
  private static final String JOB = "job";
  private static final String GOOD = "good";
  private static final Choices CHOICES =
      new Choices(
          Arrays.stream(Role.values()).map(Role::text).toList(),
          Arrays.stream(Scope.values()).map(Scope::text).toList());

  private final PageSources sources;
  private final Frames frames;

  AdminPages(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  List<Endpoint> all() {
    List<Endpoint> all = new ArrayList<>(ofNode());
    all.addAll(
        new AccessForms(
                sources, (call, issued) -> page(call, Optional.empty(), Optional.of(issued)))
            .all());
    return List.copyOf(all);
  }

  private List<Endpoint> ofNode() {
    return List.of(
        Endpoint.get("/admin", Need.READ, "How the node itself is doing").showing(this::page),
        Endpoint.post("/admin/jobs/run", Need.OPERATE, "Runs a job now, due or not")
            .showing(this::run),
        Endpoint.post("/admin/routes/test", Need.OPERATE, "Sends a test by a route")
            .showing(this::test));
  }

  private Reply page(Call call) {
    return page(call, Optional.empty(), Optional.empty());
  }

  private Reply test(Call call) {
    String name = call.form("route").orElse("");
    call.note(name);
    RouteTestView answer = sources.notifying().test(name);
    return page(
        call,
        Optional.of(
            "Route %s %s: %s"
                .formatted(
                    name,
                    answer.accepted() ? "accepted the test" : "did not accept the test",
                    answer.answer())),
        Optional.empty());
  }

  private Reply page(Call call, Optional<String> tested, Optional<Issued> issued) {
    List<String> troubles = sources.status().get().troubles();
    Jobs jobs = jobs();
    List<TargetRow> targets = sources.board().targets().stream().map(AdminPages::target).toList();
    List<RouteRow> routes =
        sources.notifying().routes().routes().stream().map(AdminPages::route).toList();
    AdminPage page =
        new AdminPage(
            verdict(troubles, targets, jobs, routes.isEmpty()),
            troubles,
            targets,
            jobs.rows(),
            jobs.unknown(),
            routes,
            tested,
            issued,
            call.viewer().administers() ? Optional.of(people()) : Optional.empty(),
            CHOICES);
    return Reply.html(Pages.html(Templates.ADMIN, frames.of(call, "Admin", Section.ADMIN), page));
  }

  /// @param silent whether alerts are sent nowhere, which is worse than a job that fails
  private static String verdict(
      List<String> troubles, List<TargetRow> targets, Jobs jobs, boolean silent) {
    String first = silent ? "Nobody is notified of alerts: no route is in the configuration. " : "";
    long away = targets.stream().filter(row -> row.unreachable().isPresent()).count();
    long failing = jobs.rows().stream().filter(row -> row.failures() > 0).count();
    return troubles.isEmpty() && away == 0 && failing == 0
        ? first + "The node works: no job fails, and every target is reached."
        : first
            + "%d troubles of the node, %d of %d targets unreachable, %d jobs that fail."
                .formatted(troubles.size(), away, targets.size(), failing);
  }

  private static TargetRow target(TargetState state) {
    double spent = state.cost().spent().toNanos() / 1e9;
    long passes = state.cost().passes();
    return new TargetRow(
        state.target(),
        state.server().map(s -> "PostgreSQL " + s.version()).orElse("not known"),
        state.unreachable().map(Fault::getMessage),
        state.reachedAt(),
        (int) state.families().stream().filter(f -> f.missing().isPresent()).count(),
        Durations.text(state.cost().lastPass()),
        passes == 0 ? "–" : Unit.SECONDS.text(spent / passes));
  }

  private static RouteRow route(RoutesView.Line line) {
    RouteState state = line.state();
    return new RouteRow(
        state.route(),
        line.type().isEmpty() ? "not in the configuration" : line.type(),
        state.waiting(),
        state.trouble().map(why -> "failed: " + why).orElse("well"));
  }

  /// What is known of jobs.
  private record Jobs(List<JobRow> rows, Optional<String> unknown) {}

  private Jobs jobs() {
    try {
      JobRunner runner = sources.jobs().get();
      Map<String, JobRun> last = runner.lastRuns();
      return new Jobs(
          runner.list().stream()
              .map(job -> job(job, Optional.ofNullable(last.get(job.name()))))
              .toList(),
          Optional.empty());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return new Jobs(List.of(), Optional.of(fault.getMessage()));
    }
  }

  private static JobRow job(JobState state, Optional<JobRun> last) {
    return new JobRow(
        state.name(),
        state.runningOn(),
        state.lastSuccess(),
        state.next(),
        state.failures(),
        last.map(JobRun::summary));
  }

  private People people() {
    return new People(
        sources.users().list().stream().map(AdminPages::user).toList(),
        sources.tokens().list().stream().map(this::token).toList());
  }

  private static UserRow user(Account account) {
    String state =
        account.isEnabled()
            ? account.hasPassword() || account.issuer().isPresent()
                ? "may log in"
                : "has no password yet"
            : "disabled";
    return new UserRow(account.name(), account.role().text(), state, account.isEnabled());
  }

  private TokenRow token(ApiToken token) {
    Instant now = sources.clock().now();
    String state =
        token.revokedAt().isPresent()
            ? "revoked"
            : token.endsAt().filter(end -> end.isBefore(now)).isPresent() ? "ended" : GOOD;
    return new TokenRow(
        token.name(),
        token.prefix(),
        token.owner().orElse("owner of the folder"),
        token.scopes().stream().map(Scope::text).collect(Collectors.joining(", ")),
        token.usedAt(),
        state,
        state.equals(GOOD));
  }

  private Reply run(Call call) {
    String name = call.form(JOB).orElse("");
    JobRunner runner = sources.jobs().get();
    if (runner.list().stream().noneMatch(job -> job.name().equals(name))) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no job of that name");
    }
    call.note(name);
    runner.request(name);
    return Reply.seeOther("/admin");
  }
}
