package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.target.TargetPage;
import dev.ballast.pages.target.TargetPage.Alarm;
import dev.ballast.pages.target.TargetPage.LockRow;
import dev.ballast.pages.target.TargetPage.Missing;
import dev.ballast.pages.target.TargetPage.Panel;
import dev.ballast.pages.target.TargetPage.Unreachable;
import dev.ballast.pages.text.Unit;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Puts the page of a target together.
final class TargetPages {
  private static final Duration CADENCE = Duration.ofSeconds(10);
  private static final int MOST_MARKS = 20;
  private static final double WRAPAROUND = Math.pow(2, 31);

  /// What changes how a server behaves.
  private static final Set<EventSource> CHANGES =
      EnumSet.of(EventSource.DEPLOYMENT, EventSource.SETTING, EventSource.SERVER);

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
        open.stream()
            .filter(alert -> alert.urgency() != Urgency.NOTE)
            .map(TargetPages::alarm)
            .toList(),
        charts.all(),
        top.rows(),
        top.since(),
        state.detail().locks().map(LockTree::lines).orElse(List.of()).stream()
            .map(TargetPages::lock)
            .toList(),
        panels(state));
  }

  private List<Mark> marks(String target, Period period) {
    return sources
        .events()
        .read(
            new EventQuery(
                Optional.of(target),
                CHANGES,
                period.from(),
                period.to(),
                Optional.empty(),
                MOST_MARKS))
        .events()
        .reversed()
        .stream()
        .map(TargetPages::mark)
        .toList();
  }

  private static Mark mark(Event event) {
    return new Mark(event.at(), event.source().name().toLowerCase(Locale.ROOT), event.summary());
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

  private static Alarm alarm(Alert alert) {
    return new Alarm(
        alert.id().toString(),
        alert.urgency().name().toLowerCase(Locale.ROOT),
        alert.condition().summary(),
        alert.since());
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

  private static List<Panel> panels(TargetState state) {
    return List.of(
        new Panel(
            "replication",
            "Standbys and other receivers",
            List.of("Receiver", "State", "Replay lag", "Behind by"),
            rows(
                state,
                "replication",
                "receivers",
                (family, f) ->
                    List.of(
                        f.labels().value("standby").orElse(f.labels().text()),
                        f.labels().value("state").orElse(""),
                        figure(family, f, "replay_lag_seconds", Unit.SECONDS),
                        figure(family, f, "replay_lag_bytes", Unit.BYTES))),
            "Nothing receives the write-ahead log of this server."),
        new Panel(
            "slots",
            "Replication slots",
            List.of("Slot", "In use", "Retains", "Safe for another"),
            rows(
                state,
                "slot",
                "active",
                (family, f) ->
                    List.of(
                        f.labels().value("slot").orElse(f.labels().text()),
                        value(family, f, "active") > 0 ? "yes" : "no",
                        figure(family, f, "retained_bytes", Unit.BYTES),
                        figure(family, f, "safe_bytes", Unit.BYTES))),
            "There is no replication slot."),
        new Panel(
            "wraparound",
            "Distance from wraparound",
            List.of("Database", "Oldest unfrozen transaction", "Of what is possible"),
            rows(
                state,
                "database",
                "frozen_xid_age_transactions",
                (family, f) ->
                    List.of(
                        f.labels().value("database").orElse("shared"),
                        figure(family, f, "frozen_xid_age_transactions", Unit.COUNT),
                        Unit.SHARE.text(
                            value(family, f, "frozen_xid_age_transactions") / WRAPAROUND))),
            "No database was read."));
  }

  /// Writes the cells of one entity.
  private interface Cells {
    List<String> of(FamilyState family, Figures figures);
  }

  /// Of the entities of which a metric is known.
  private static List<List<String>> rows(
      TargetState state, String family, String known, Cells cells) {
    return state
        .family(family)
        .flatMap(
            f ->
                f.latest()
                    .map(Reading::entities)
                    .map(
                        all ->
                            all.stream()
                                .filter(each -> !Double.isNaN(value(f, each, known)))
                                .map(each -> cells.of(f, each))
                                .toList()))
        .orElse(List.of());
  }

  private static double value(FamilyState family, Figures figures, String metric) {
    return figures.value(family.family().layout().indexOf(metric));
  }

  private static String figure(FamilyState family, Figures figures, String metric, Unit unit) {
    return unit.text(value(family, figures, metric));
  }
}
