package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.ticket.Ownership;
import dev.ballast.observe.watch.Board;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.page.PageSources;
import dev.ballast.server.page.WebPages;
import java.util.List;
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
    StatusBoard status = new StatusBoard(shown.status(), clock);
    parts.run("status board", status);
    VaultShelf shelf = new VaultShelf(inForce, duties, clock);
    parts.run("vault shelf", shelf);
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
                target -> new Ownership(inForce.get().tickets()).of(target),
                clock))
        .all();
  }
}
