package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.ticket.Ownership;
import dev.ballast.observe.watch.Board;
import dev.ballast.pages.fleet.FleetPage.About;
import dev.ballast.pages.fleet.Spark;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.page.PageSources;
import dev.ballast.server.page.WebPages;
import dev.ballast.targets.config.Affiliation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The pages of a node, and what is read again and again so that nobody waits for it.
final class NodePages {
  private NodePages() {}

  /// What the pages are about.
  ///
  /// @param status how the objectives stand, which takes a while to find out
  record Shown(
      Supplier<StatusReport> status,
      Board board,
      NodeStore store,
      Records records,
      Alerting alerting,
      JobDesk jobs) {}

  /// Begins to read it; ended with the parts.
  static List<Endpoint> start(
      Shown shown, InForce inForce, Duties duties, NodeAccess access, Parts parts, Clock clock) {
    StatusBoard status =
        new StatusBoard(shown.status(), () -> duties.unread(shown.board(), List.of()), clock);
    parts.run("status board", status);
    VaultShelf shelf = new VaultShelf(inForce, duties, clock);
    parts.run("vault shelf", shelf);
    RecentLoads loads = new RecentLoads(shown.board(), clock);
    parts.run("recent loads", loads);
    return new WebPages(
            new PageSources(
                status::last,
                shown.board(),
                shown.store().series(),
                shown.alerting().alerts(),
                shown.alerting().mutes(),
                shown.alerting().muting(),
                shown.alerting().notifying(),
                shown.alerting().incidents(),
                shown.alerting().tickets(),
                shown.records().events(),
                shelf::books,
                shown.jobs()::runner,
                access.people().logins(),
                access.people().users(),
                access.people().tokens(),
                access.people().provider(),
                target -> new Ownership(inForce.get().tickets()).of(target),
                () -> abouts(inForce.get(), loads),
                clock))
        .all();
  }

  private static Function<String, About> abouts(Configuration configuration, RecentLoads loads) {
    Map<String, List<String>> labels = new HashMap<>();
    for (Target target : configuration.targets()) {
      labels.put(
          target.name(),
          target.affiliation().labels().stream().map(Affiliation.Label::text).toList());
    }
    Function<String, Optional<String>> owners = new Ownership(configuration.tickets()).ofTargets();
    return target ->
        new About(
            labels.getOrDefault(target, List.of()),
            owners.apply(target),
            Optional.of(new Spark(loads.of(target), "the last hour")).filter(Spark::isKnown));
  }
}
