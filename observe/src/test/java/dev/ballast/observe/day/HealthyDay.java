package dev.ballast.observe.day;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.History;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Indicator;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.slo.TallyLine;
import dev.ballast.observe.usual.UsualLearner;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.usual.KeptUsual;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All checks of the catalogue over a simulated day of the shop's server, at their real cadence:
/// each family is read as often as a watch reads it, every check is evaluated each 5 s, what is
/// usual is learned each minute, and the ledger raises and resolves alerts. Time is virtual. For
/// one thread.
public final class HealthyDay {
  private static final Duration TICK = AlertWatch.INTERVAL;
  private static final Duration HISTORY = Duration.ofMinutes(70);
  private static final ServerFacts SERVER =
      new ServerFacts(
          ServerVersion.parse("18.7"),
          "7600000000000000001",
          Workday.STARTED,
          false,
          Provider.NONE);

  private static final Duration PROBED = Duration.ofMinutes(1);
  private static final Target TARGET = ShopSetup.target();
  private static final Goal AVAILABILITY =
      new Goal(Indicator.AVAILABILITY, Labels.NONE, "99.99 %", 0.9999);

  /// Probes a minute, all of which get through: the server is not away on this day.
  private static final Tally PROBES = new Tally(6, 6);

  private final Workday day;
  private final Instant judged;
  private final ShopFigures figures;
  private final UsualLearner learner;
  private final List<Check> checks = AllChecks.list();
  private final History history = new History(AlertWatch.families(checks));
  private final Map<String, FamilyState> families = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<AlertStep> steps = new ArrayList<>();
  private final Map<String, String> undecided = new TreeMap<>();
  private AlertLedger ledger =
      new AlertLedger(Shop.TARGET, List.of(), List.of(), moment(Instant.EPOCH));
  private final TallyLine probes = new TallyLine();
  private List<GoalState> goals = List.of();
  private long looks;

  /// What came of it.
  ///
  /// @param steps that alerts took
  /// @param undecided checks that could not be evaluated in the time that is judged, with the last
  ///     reason
  /// @param looks how often a check was evaluated
  public record Outcome(List<AlertStep> steps, Map<String, String> undecided, long looks) {
    public Outcome {
      steps = List.copyOf(steps);
      undecided = Map.copyOf(undecided);
    }

    /// Alerts that were raised.
    public List<Alert> raised() {
      return steps.stream()
          .filter(step -> step.kind() == AlertStep.Kind.RAISED)
          .map(AlertStep::alert)
          .toList();
    }
  }

  private HealthyDay(Workday day, List<KeptUsual> learned, Instant judged) {
    this.day = day;
    this.judged = judged;
    figures = new ShopFigures(day);
    learner = new UsualLearner(learned);
  }

  /// What the weeks before teach, minute by minute.
  public static List<KeptUsual> learned(long seed, int weeks) {
    Workday past =
        new Workday(seed, Workday.DAY.minus(Duration.ofDays(7L * weeks)), Optional.empty());
    HealthyDay training = new HealthyDay(past, List.of(), Workday.DAY);
    Duration minute = UsualLearner.INTERVAL;
    while (past.now().isBefore(Workday.DAY.minus(HISTORY))) {
      past.advance(minute);
      training.figures.advanceFew(minute);
      training.readAll();
      training.learner.take(training.state(), List.of(), past.now());
    }
    return training.learner.kept();
  }

  /// A part of the day that is judged, up to the moment at which what was planted is found. What is
  /// remembered of the hour before it is filled first.
  public static Outcome run(
      long seed, List<KeptUsual> learned, Instant from, Instant to, Optional<Planted> planted) {
    Workday day = new Workday(seed, from.minus(HISTORY), planted);
    HealthyDay run = new HealthyDay(day, learned, from);
    run.ledger = new AlertLedger(Shop.TARGET, List.of(), List.of(), moment(from.minus(HISTORY)));
    while (day.now().isBefore(to) && planted.filter(run::hasFound).isEmpty()) {
      run.tick();
    }
    return new Outcome(run.steps, run.undecided, run.looks);
  }

  private boolean hasFound(Planted planted) {
    return steps.stream()
        .anyMatch(step -> step.kind() == AlertStep.Kind.RAISED && planted.isFoundBy(step.alert()));
  }

  private static AlertLedger.Moment moment(Instant at) {
    return new AlertLedger.Moment(at, nanos(at));
  }

  private static long nanos(Instant at) {
    return Duration.between(Workday.STARTED, at).toNanos();
  }

  private void tick() {
    day.advance(TICK);
    figures.advance(TICK);
    Instant now = day.now();
    for (Family<?> family : Shop.families()) {
      FamilyState known = families.get(family.name());
      if (known == null || nanos(now) - known.latestNanos() >= family.cadence().toNanos()) {
        read(family);
      }
    }
    happen(now);
    TargetState state = state();
    if (now.getEpochSecond() % UsualLearner.INTERVAL.toSeconds() == 0) {
      learner.take(state, events, now);
    }
    history.take(state, now);
    if (now.getEpochSecond() % PROBED.toSeconds() == 0) {
      probes.put(now.minus(PROBED), PROBES);
      goals = List.of(GoalState.of(AVAILABILITY, probes, now));
    }
    Surroundings known = ShopSetup.surroundings(now).with(goals);
    Surroundings surroundings = learner.usual(now).map(known::with).orElse(known);
    Observed observed =
        new Observed(TARGET, state, ShopSetup.inventories(now), events, now, history, surroundings);
    for (Check check : checks) {
      Look look = AlertWatch.judged(check, observed);
      looks++;
      if (look instanceof Look.Undecided(String why) && !now.isBefore(judged)) {
        undecided.put(check.name(), why);
      }
      steps.addAll(ledger.take(check, check.threshold(), look, moment(now)));
    }
    steps.addAll(ledger.explain(checks, moment(now)));
  }

  private void readAll() {
    for (String family : List.of("statement", "database", "wal", "instance", "replication")) {
      Shop.families().stream().filter(f -> f.name().equals(family)).forEach(this::read);
    }
  }

  private void read(Family<?> family) {
    FamilyState before = families.get(family.name());
    long now = nanos(day.now());
    families.put(
        family.name(),
        new FamilyState(
            family,
            Optional.of(figures.shop().reading(family, day.now())),
            before == null ? Optional.empty() : before.latest(),
            before == null ? Duration.ZERO : Duration.ofNanos(now - before.latestNanos()),
            Optional.empty(),
            now));
  }

  private void happen(Instant now) {
    events.removeIf(event -> Duration.between(event.at(), now).compareTo(Duration.ofHours(1)) > 0);
    if (now.equals(Workday.DEPLOYMENT)) {
      events.addFirst(event(now, EventSource.DEPLOYMENT, "deployment", "web 4.2 was deployed"));
    }
    if (now.getEpochSecond() % 300 == 0) {
      events.addFirst(event(now, EventSource.LOG, "checkpoint", "a checkpoint was completed"));
    }
    if (now.getEpochSecond() % 20_000 < TICK.toSeconds()) {
      events.addFirst(event(now, EventSource.LOG, "fatal", "a session ended with an error"));
    }
  }

  private static Event event(Instant at, EventSource source, String subject, String summary) {
    return Event.of(Shop.TARGET, at, source, Severity.INFO, subject, summary);
  }

  private TargetState state() {
    return new TargetState(
        Shop.TARGET,
        Optional.of(SERVER),
        Optional.of(day.now()),
        Optional.empty(),
        Optional.empty(),
        new TargetState.Cost(Duration.ofMillis(40), 1, Duration.ofMillis(40)),
        List.copyOf(families.values()),
        new TargetDetail(List.of(), Map.of(), Optional.empty()));
  }
}
