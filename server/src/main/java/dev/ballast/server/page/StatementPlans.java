package dev.ballast.server.page;

import dev.ballast.observe.log.event.LoggedPlan;
import dev.ballast.observe.statement.Shapes;
import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.PlanOutline.Planned;
import dev.ballast.observe.study.SeenPlan;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementText;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.statement.Plans;
import dev.ballast.pages.statement.StatementPage.Parameters;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plans of one statement within a period.
///
/// @param study what is known of it at present
record StatementPlans(
    EventLog events,
    String target,
    String queryId,
    Optional<StatementText> text,
    Optional<StatementStudy> study) {
  /// A plan that was seen before the period may still be the one.
  private static final Duration BEFORE = Duration.ofDays(7);

  private static final int MOST_EVENTS = 500;
  private static final int MOST_LANES = 6;
  private static final int MOST_LOGGED = 5;
  private static final String NOT_STUDIED = "only the statements that cost most are studied";

  Plans plans(Span span, Instant now) {
    List<SeenPlan> seen = seen(span, now);
    Optional<PlanOutline> plan = study.map(StatementStudy::plan);
    return new Plans(
        present().map(Planned::text),
        plan.isEmpty() ? Optional.of(NOT_STUDIED) : plan.flatMap(StatementPlans::unplanned),
        Optional.of(lanes(seen, span)).filter(chart -> !chart.lanes().isEmpty()),
        each(seen),
        logged(span));
  }

  Parameters parameters() {
    return new Parameters(
        present().map(Planned::parameters).orElse(List.of()),
        present().isPresent()
            ? Optional.empty()
            : study
                .map(StatementStudy::plan)
                .flatMap(StatementPlans::unplanned)
                .or(() -> Optional.of(NOT_STUDIED)));
  }

  private Optional<Planned> present() {
    return study
        .map(StatementStudy::plan)
        .flatMap(plan -> plan instanceof Planned made ? Optional.of(made) : Optional.empty());
  }

  private static Optional<String> unplanned(PlanOutline plan) {
    return plan instanceof PlanOutline.None(String why) ? Optional.of(why) : Optional.empty();
  }

  /// In order of time.
  private List<SeenPlan> seen(Span span, Instant now) {
    return read(EventSource.STATEMENT, span.from().minus(BEFORE), now).reversed().stream()
        .flatMap(event -> SeenPlan.of(event).stream())
        .filter(plan -> plan.queryId().equals(queryId))
        .toList();
  }

  /// The newest first.
  private List<Event> read(EventSource source, Instant from, Instant to) {
    return events
        .read(
            new EventQuery(
                Optional.of(target), EnumSet.of(source), from, to, Optional.empty(), MOST_EVENTS))
        .events();
  }

  private LaneChart lanes(List<SeenPlan> seen, Span span) {
    Map<String, List<Item>> lanes = new LinkedHashMap<>();
    int changes = 0;
    for (int i = 0; i < seen.size(); i++) {
      SeenPlan plan = seen.get(i);
      boolean isLast = i + 1 == seen.size();
      Instant to = isLast ? span.to() : seen.get(i + 1).at();
      Instant from = plan.at().isBefore(span.from()) ? span.from() : plan.at();
      if (to.isAfter(span.from()) && from.isBefore(span.to())) {
        boolean holds =
            !isLast || present().filter(p -> p.shape().equals(plan.shape())).isPresent();
        lanes
            .computeIfAbsent("plan " + plan.shape(), name -> new ArrayList<>())
            .add(
                new Item(
                    from,
                    to.isAfter(span.to()) ? span.to() : to,
                    holds ? Look.SOLID : Look.HOLLOW,
                    plan.summary() + (holds ? "" : "; not looked at since, it may have changed")));
        changes += i > 0 && !plan.shape().equals(seen.get(i - 1).shape()) ? 1 : 0;
      }
    }
    return new LaneChart(
        "plans",
        "Plans",
        "%s, %s within the period.%s"
            .formatted(
                counted(lanes.size(), "plan was seen", "plans were seen"),
                counted(changes, "change", "changes"),
                lanes.size() > MOST_LANES ? " The last %d are shown.".formatted(MOST_LANES) : ""),
        span,
        lanes.entrySet().stream()
            .skip(Math.max(0, lanes.size() - MOST_LANES))
            .map(lane -> new Lane(lane.getKey(), lane.getValue()))
            .toList());
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static List<Plans.Seen> each(List<SeenPlan> seen) {
    Map<String, Plans.Seen> by = new LinkedHashMap<>();
    for (SeenPlan plan : seen) {
      by.putIfAbsent(
          plan.shape(), new Plans.Seen(plan.shape(), plan.summary(), plan.at(), plan.text()));
    }
    return by.values().stream().skip(Math.max(0, by.size() - MOST_LANES)).toList();
  }

  private List<Plans.Logged> logged(Span span) {
    return text.isEmpty()
        ? List.of()
        : read(EventSource.LOG, span.from(), span.to()).stream()
            .flatMap(event -> LoggedPlan.of(event).stream())
            .filter(plan -> Shapes.areAlike(text.get(), statement(plan)))
            .limit(MOST_LOGGED)
            .map(plan -> new Plans.Logged(plan.at(), plan.plan()))
            .toList();
  }

  private static StatementText statement(LoggedPlan plan) {
    return new StatementText(StatementText.Form.WITHOUT_LITERALS, plan.statement());
  }
}
