package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.target.TargetPage;
import dev.ballast.pages.target.TargetPage.Alarm;
import dev.ballast.pages.target.TargetPage.LockRow;
import dev.ballast.pages.target.TargetPage.Missing;
import dev.ballast.pages.target.TargetPage.Unreachable;
import dev.ballast.pages.text.Moments;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts the page of a target together.
final class TargetPages {
  private static final Duration CADENCE = Duration.ofSeconds(10);
  private static final int MOST_MARKS = 20;
  private static final int MOST_LINES = 200;
  private static final int MOST_ERRORS = 10;

  /// What changes how a server behaves.
  private static final Set<EventSource> CHANGES =
      EnumSet.of(
          EventSource.DEPLOYMENT, EventSource.SETTING, EventSource.SERVER, EventSource.SCHEMA);

  private final PageSources sources;

  TargetPages(PageSources sources) {
    this.sources = sources;
  }

  TargetPage of(TargetState state, Period period, ZoneId zone) {
    Span span = Span.of(period.from(), period.to(), CADENCE, zone);
    Courses courses = new Courses(sources.series(), state, span);
    TargetCharts charts = new TargetCharts(courses, state, span, marks(state.target(), period));
    StatementShares.Top top = new StatementShares(courses, state).top();
    List<Alert> open =
        sources.alerts().since(state.target(), sources.clock().now()).stream()
            .filter(Alert::open)
            .toList();
    return new TargetPage(
        state.target(),
        state
            .server()
            .map(s -> "PostgreSQL " + s.version() + (s.inRecovery() ? ", standby" : ""))
            .orElse("not reached yet"),
        verdict(state, open),
        tone(state, open),
        state.unreachable().map(why -> new Unreachable(state.reachedAt(), words(why))),
        missing(state),
        charts.missing().map(TargetPages::words),
        alarms(open),
        charts(charts, state, period, span),
        top.rows(),
        top.since(),
        state.detail().locks().map(LockTree::lines).orElse(List.of()).stream()
            .map(TargetPages::lock)
            .toList(),
        new TargetPanels(state, courses, new Moments(sources.clock().now(), zone)).all(),
        changed(state.target(), period));
  }

  private List<TimeChart> charts(TargetCharts charts, TargetState state, Period period, Span span) {
    List<TimeChart> all =
        new ArrayList<>(
            period.againstPrevious() ? charts.against(before(state, span)) : charts.all());
    // Where there is neither a standby nor a slot, there is nothing to draw.
    all.removeIf(chart -> chart.series().isEmpty() && TargetCharts.RECEIVERS.contains(chart.id()));
    new TargetForecast(
            new Hours(sources.series(), state.target()),
            new Moments(sources.clock().now(), span.zone()))
        .chart()
        .ifPresent(all::add);
    return all;
  }

  /// Settings that changed within the period, the last one first.
  private List<Mark> changed(String target, Period period) {
    return events(target, EnumSet.of(EventSource.SETTING), period, MOST_MARKS).stream()
        .map(
            event ->
                new Mark(
                    event.at(), event.source().name().toLowerCase(Locale.ROOT), event.summary()))
        .toList();
  }

  private TargetCharts before(TargetState state, Span span) {
    Span before = span.before();
    return new TargetCharts(new Courses(sources.series(), state, before), state, before, List.of());
  }

  private List<Mark> marks(String target, Period period) {
    List<Event> changes = events(target, CHANGES, period, MOST_MARKS);
    List<Event> errors =
        events(target, EnumSet.of(EventSource.LOG), period, MOST_LINES).stream()
            .filter(event -> event.severity() == Severity.ERROR)
            .limit(MOST_ERRORS)
            .toList();
    boolean schema = changes.stream().anyMatch(event -> event.source() == EventSource.SCHEMA);
    SchemaDrift drift = new SchemaDrift(changes, schema ? sources.vaults().get() : List.of());
    return Stream.concat(changes.stream(), errors.stream())
        .map(event -> mark(event, drift))
        .sorted(Comparator.comparing(Mark::at))
        .toList();
  }

  private List<Event> events(String target, Set<EventSource> of, Period period, int most) {
    return sources
        .events()
        .read(
            new EventQuery(
                Optional.of(target), of, period.from(), period.to(), Optional.empty(), most))
        .events();
  }

  private static Mark mark(Event event, SchemaDrift drift) {
    return new Mark(
        event.at(),
        event.source().name().toLowerCase(Locale.ROOT),
        event.source() == EventSource.SCHEMA ? drift.of(event).line() : event.summary());
  }

  private static String verdict(TargetState state, List<Alert> open) {
    if (state.unreachable().isPresent()) {
      return "The server cannot be reached: " + state.unreachable().get().getMessage() + ".";
    }
    List<Alert> urgent =
        open.stream().filter(a -> a.urgency() != Urgency.NOTE && a.cause().isEmpty()).toList();
    if (urgent.isEmpty()) {
      return state.reachedAt().isEmpty()
          ? "Nothing was read of it yet: the first readings take about ten seconds."
          : "Nothing needs to be done here.";
    }
    Alert first = urgent.getFirst();
    String next =
        first.condition().remedies().isEmpty()
            ? ""
            : " Next: " + first.condition().remedies().getFirst().what() + ".";
    return first.condition().summary() + "." + next;
  }

  private static String tone(TargetState state, List<Alert> open) {
    if (state.unreachable().isPresent()
        || open.stream().anyMatch(a -> a.urgency() == Urgency.PAGE)) {
      return "bad";
    }
    return state.reachedAt().isEmpty() ? "unknown" : "good";
  }

  /// Causes, the most urgent and oldest first, each with what it explains behind it.
  static List<Alarm> alarms(List<Alert> open) {
    return Incident.of(open.stream().filter(alert -> alert.urgency() != Urgency.NOTE).toList())
        .stream()
        .sorted(
            Comparator.comparing((Incident incident) -> incident.root().urgency())
                .reversed()
                .thenComparing(incident -> incident.root().since()))
        .flatMap(
            incident ->
                incident.alerts().stream()
                    .map(alert -> alarm(alert, !alert.equals(incident.root()))))
        .toList();
  }

  private static Alarm alarm(Alert alert, boolean effect) {
    return new Alarm(
        alert.id().toString(),
        alert.urgency().name().toLowerCase(Locale.ROOT),
        alert.condition().summary(),
        alert.since(),
        effect);
  }

  private static List<Missing> missing(TargetState state) {
    List<Missing> all = new ArrayList<>();
    state.families().stream()
        .filter(family -> family.missing().isPresent())
        .forEach(family -> all.add(missing(family.family().name(), family.missing().get())));
    state.detail().missing().forEach(gap -> all.add(missing(gap.what(), gap.why())));
    return all;
  }

  private static Missing missing(String what, Fault why) {
    return new Missing(what, words(why), why.hint());
  }

  private static String words(Fault fault) {
    return fault.getMessage() + fault.detail().map(detail -> " (" + detail + ")").orElse("");
  }

  private static LockRow lock(LockTree.Line line) {
    var session = line.session();
    String who =
        session.user().orElse("?")
            + session.application().map(name -> " by " + name).orElse("")
            + session.database().map(name -> " in " + name).orElse("");
    return new LockRow(
        line.depth(),
        session.pid(),
        who,
        session.state().orElse(""),
        session
            .waiting()
            .map(w -> w.mode() + " on " + w.relation().orElse(w.locktype()))
            .orElse(""),
        shown(session.statement()));
  }

  static String shown(StatementText text) {
    return text.isWhole() || !text.text().isEmpty() ? text.text() : text.form().reason();
  }
}
