package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Protection.Duty;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.collect.objective.ObjectiveRow;
import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Goals;
import dev.ballast.observe.slo.Indicator;
import dev.ballast.observe.slo.MinuteCounts.Counted;
import dev.ballast.observe.slo.StatementTallies;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.report.server.BudgetLine;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// How the objectives of the targets that are this node's stand over time. Counts what is measured
/// by the minute and keeps it in the store, from which another node continues. Runs until its
/// thread is interrupted. Safe for any number of threads.
final class Budgets implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String STATEMENT = "statement";

  private final Sources sources;
  private final Clock clock;

  /// By the name of the target.
  private final Map<String, GoalBook> books = new ConcurrentHashMap<>();

  private final Map<String, List<GoalState>> known = new ConcurrentHashMap<>();
  private final Map<String, StatementTallies> tallies = new HashMap<>();

  /// When the statements were read that were counted last.
  private final Map<String, Instant> counted = new HashMap<>();

  private Instant minute = Instant.EPOCH;

  /// Where it is known from.
  ///
  /// @param findings to which counts go, with the board of what is watched
  /// @param probes what they count
  /// @param protection how the backups of a target stand
  record Sources(
      Supplier<Configuration> inForce,
      Findings findings,
      Probes probes,
      Function<String, Optional<Protection>> protection,
      SeriesReader series) {
    Sources {
      requireNonNull(inForce, "inForce is null");
      requireNonNull(findings, "findings is null");
      requireNonNull(probes, "probes is null");
      requireNonNull(protection, "protection is null");
      requireNonNull(series, "series is null");
    }
  }

  private Budgets(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /// Begins to count; ended with the parts.
  static Budgets start(Sources sources, Parts parts, Clock clock) {
    Budgets budgets = new Budgets(sources, clock);
    parts.run("budgets", budgets);
    return budgets;
  }

  /// How the objectives of a target stand; empty where nothing was counted here yet.
  Optional<List<GoalState>> of(String target) {
    return Optional.ofNullable(known.get(target));
  }

  /// The same as reports show it.
  List<BudgetLine> lines(String target) {
    Optional<String> unserved = sources.probes().unknown(target).map(Fault::getMessage);
    return of(target).orElse(List.of()).stream()
        .map(
            state ->
                BudgetLine.of(
                    state,
                    unserved.filter(why -> state.goal().indicator() == Indicator.AVAILABILITY)))
        .toList();
  }

  /// All targets of the configuration; of those that another node watches nothing is known here.
  ObjectivesView view() {
    return new ObjectivesView(
        sources.inForce().get().targets().stream()
            .map(
                target ->
                    new ObjectivesView.OfTarget(
                        target.name(),
                        sources.findings().board().target(target.name()).isPresent(),
                        lines(target.name())))
            .toList());
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  private void look() {
    Instant now = clock.now();
    Instant present = now.truncatedTo(ChronoUnit.MINUTES);
    boolean again = !present.equals(minute);
    if (present.isBefore(minute)) {
      // The clock was set back: what was counted for the time to come is read again when it is due.
      books.clear();
    }
    minute = present;
    List<Target> watched =
        sources.inForce().get().targets().stream()
            .filter(target -> sources.findings().board().target(target.name()).isPresent())
            .toList();
    Set<String> names = new LinkedHashSet<>();
    watched.forEach(target -> names.add(target.name()));
    books.keySet().retainAll(names);
    known.keySet().retainAll(names);
    tallies.keySet().retainAll(names);
    counted.keySet().retainAll(names);
    Map<String, List<Counted>> over = new LinkedHashMap<>();
    for (Counted counted : sources.probes().counts().takeOver(now)) {
      over.computeIfAbsent(counted.target(), t -> new ArrayList<>()).add(counted);
    }
    for (Target target : watched) {
      List<Counted> counts = over.getOrDefault(target.name(), List.of());
      keep(target.name(), counts);
      if (again) {
        count(target, now);
      }
      countStatements(target, now);
      if (again || !counts.isEmpty() || !known.containsKey(target.name())) {
        known.put(target.name(), states(target, counts, now));
      }
    }
  }

  /// Stores the minutes that are over, each as a reading.
  private void keep(String target, List<Counted> counts) {
    Map<Instant, List<ObjectiveRow>> rows = new LinkedHashMap<>();
    for (Counted each : counts) {
      rows.computeIfAbsent(each.minute(), m -> new ArrayList<>())
          .add(new ObjectiveRow(each.goal().series(), each.tally().good(), each.tally().total()));
    }
    rows.forEach(
        (at, ofMinute) -> {
          Reading reading =
              new Reading(target, Families.OBJECTIVE.layout(), at, Families.OBJECTIVE.of(ofMinute));
          sources.findings().board().read(Families.OBJECTIVE, reading);
          sources.findings().readings().accept(reading, Pace.FAST);
        });
  }

  /// Counts the present minute as a good or a bad one for how the backups stand.
  private void count(Target target, Instant now) {
    for (Duty duty :
        sources.protection().apply(target.name()).map(Protection::duties).orElse(List.of())) {
      duty.measured()
          .ifPresent(
              measured ->
                  sources
                      .probes()
                      .counts()
                      .add(
                          target.name(),
                          Goals.ofTime(target.objectives(), indicator(duty.aim())),
                          Tally.one(measured.compareTo(duty.asked()) <= 0),
                          now));
    }
  }

  /// Counts what was called between the last two readings, once.
  private void countStatements(Target target, Instant now) {
    // Another node may watch it since a moment ago.
    Optional<TargetState> state = sources.findings().board().target(target.name());
    Optional<FamilyState> family = state.flatMap(s -> s.family(STATEMENT));
    if (family.isEmpty() || family.get().latest().isEmpty() || family.get().before().isEmpty()) {
      return;
    }
    Reading latest = family.get().latest().get();
    if (latest.at().equals(counted.put(target.name(), latest.at()))) {
      return;
    }
    tallies
        .computeIfAbsent(target.name(), name -> new StatementTallies())
        .between(
            family.get().before().get(),
            latest,
            state.orElseThrow().detail()::text,
            target.objectives())
        .forEach((goal, tally) -> sources.probes().counts().add(target.name(), goal, tally, now));
  }

  private static Indicator indicator(Protection.Aim aim) {
    return switch (aim) {
      case PROOF_AGE -> Indicator.PROOF_AGE;
      case RECOVERY_POINT -> Indicator.RECOVERY_POINT;
      case RECOVERY_TIME -> Indicator.RECOVERY_TIME;
    };
  }

  private List<GoalState> states(Target target, List<Counted> counts, Instant now) {
    GoalBook book =
        books.computeIfAbsent(target.name(), name -> new GoalBook(name, sources.series(), clock));
    counts.forEach(book::take);
    try {
      book.read(declared(target), target.objectives());
    } catch (Fault fault) {
      // What is counted from now on is known nevertheless; the rest is read at the next look.
      CommonError.keepInterrupt(fault);
    }
    return book.states(now);
  }

  /// The goals that a target has whether anything was measured or not.
  private List<Goal> declared(Target target) {
    Objectives objectives = target.objectives();
    List<Goal> goals = new ArrayList<>();
    goals.add(Goals.availability(objectives));
    if (sources.protection().apply(target.name()).flatMap(Protection::vault).isPresent()) {
      goals.add(Goals.ofTime(objectives, Indicator.RECOVERY_POINT));
      goals.add(Goals.ofTime(objectives, Indicator.PROOF_AGE));
      goals.add(Goals.ofTime(objectives, Indicator.RECOVERY_TIME));
    }
    return goals;
  }
}
