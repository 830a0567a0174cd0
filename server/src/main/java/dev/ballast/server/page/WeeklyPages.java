package dev.ballast.server.page;

import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyReview.AlertChange;
import dev.ballast.pages.report.WeeklyReview.ObjectiveChange;
import dev.ballast.pages.report.WeeklyReview.ProofGap;
import dev.ballast.pages.report.WeeklyReview.Question;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.pages.report.WeeklyReview.TicketChange;
import dev.ballast.report.server.StatusReport.TargetLine;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// Puts the weekly review together.
final class WeeklyPages {
  private static final Duration WEEK = Duration.ofDays(7);

  private final PageSources sources;

  WeeklyPages(PageSources sources) {
    this.sources = sources;
  }

  /// The week that ends at a moment.
  ///
  /// @param read takes how many targets were read
  WeeklyReview of(Instant to, IntConsumer read) {
    Instant from = to.minus(WEEK);
    Instant before = from.minus(WEEK);
    List<String> targets =
        sources.status().get().targets().stream().map(TargetLine::target).toList();
    StatementWeeks statements = new StatementWeeks(sources.board(), before, from, to);
    FigureWeeks figures = new FigureWeeks(before, from, to);
    int count = 0;
    for (String target : targets) {
      statements.add(sources.series(), target);
      figures.add(sources.series(), target);
      read.accept(++count);
    }
    List<Ticket> tickets = sources.tickets().since(from);
    WorkWeeks work = new WorkWeeks(from, to);
    WorkDone done = new WorkDone(sources, before, to);
    List<StatementChange> changes = statements.changes();
    List<ObjectiveChange> objectives = figures.objectives();
    List<Alert> known = sources.alerts().since(before);
    List<AlertChange> alerts = work.alerts(known);
    List<TicketChange> steps = work.tickets(tickets);
    List<ProofGap> gaps = work.gaps(targets, sources.vaults().get());
    Questions asked =
        new Questions(
            tickets.stream().filter(ticket -> ticket.closedAt().isEmpty()).toList(),
            sources.owners(),
            to);
    List<Question> questions =
        Stream.of(
                asked.ofPages(known),
                asked.ofStatements(changes.stream().filter(StatementChange::slower).toList()),
                asked.ofObjectives(objectives),
                asked.ofTickets(),
                asked.ofProofs(gaps),
                asked.ofGrowth(figures.growth()))
            .flatMap(each -> each)
            .toList();
    List<String> missing = new ArrayList<>(done.missing());
    if (figures.sized() < targets.size()) {
      missing.add(
          "Of %d of %d targets no size is stored."
              .formatted(targets.size() - figures.sized(), targets.size()));
    }
    boolean baseline = statements.baseline() || figures.baseline();
    return new WeeklyReview(
        before,
        from,
        to,
        baseline ? Optional.empty() : Optional.of(noBaseline()),
        List.of(summary(changes, alerts, steps, gaps), asks(questions)),
        changes,
        alerts,
        steps,
        objectives,
        gaps,
        figures.growth(),
        done.happened(),
        questions,
        missing);
  }

  private static String noBaseline() {
    return "Nothing is stored of the week before: there is no baseline yet, so that statements and"
        + " objectives are not compared.";
  }

  private static String summary(
      List<StatementChange> statements,
      List<AlertChange> alerts,
      List<TicketChange> tickets,
      List<ProofGap> gaps) {
    return "Statements: %d slower, %d faster. Alerts: %d new, %d gone. Tickets: %d opened, %d closed. Targets without a proof of this week: %d."
        .formatted(
            statements.stream().filter(StatementChange::slower).count(),
            statements.stream().filter(each -> !each.slower()).count(),
            alerts.stream().filter(AlertChange::raised).count(),
            alerts.stream().filter(each -> !each.raised()).count(),
            tickets.stream().filter(TicketChange::opened).count(),
            tickets.stream().filter(each -> !each.opened()).count(),
            gaps.size());
  }

  private static String asks(List<Question> questions) {
    long nobody = questions.stream().filter(each -> each.owner().isEmpty()).count();
    return questions.isEmpty()
        ? "The meeting has nothing to answer."
        : "Questions for the meeting: %d, of which %d have no owner yet."
            .formatted(questions.size(), nobody);
  }
}
