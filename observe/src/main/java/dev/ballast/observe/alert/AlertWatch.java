package dev.ballast.observe.alert;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.History;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Tuning;
import dev.ballast.observe.watch.Attention;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.alert.CheckGap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Evaluates all checks of the targets that this node watches, again and again, and keeps what
/// changed. What the store does not take waits in memory, in its order. Runs until its thread is
/// interrupted.
public final class AlertWatch implements Runnable {
  /// How often every check is evaluated.
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Duration STALLED = Duration.ofMinutes(2);

  private final Sources sources;
  private final List<Check> checks;
  private final Attention attention;
  private final AlertTable table;
  private final Clock clock;
  private final Map<String, Desk> desks = new HashMap<>();
  private volatile Optional<Fault> failing = Optional.empty();

  /// When all checks of all targets were evaluated last, by the clock that never jumps.
  private volatile long lookedAt;

  /// What is known of a target, and what the store does not have of it yet.
  private record Desk(
      AlertLedger ledger, History history, List<AlertStep> unsaved, List<CheckGap> savedGaps) {}

  /// What is evaluated.
  ///
  /// @param tuning what the configuration in force changes about the checks
  /// @param targets what is known of each of the targets that this node watches now
  public record Sources(
      List<Check> checks, Supplier<Tuning> tuning, Supplier<List<Observed>> targets) {
    public Sources {
      checks = List.copyOf(checks);
    }
  }

  /// @param attention takes what is read sooner than usual
  public AlertWatch(Sources sources, Attention attention, AlertTable table, Clock clock) {
    this.sources = sources;
    this.checks = sources.checks();
    this.attention = attention;
    this.table = table;
    this.clock = clock;
    this.lookedAt = clock.nanoTime();
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(INTERVAL);
    }
  }

  /// Why what is found is not kept at present.
  public Optional<Fault> failing() {
    return failing;
  }

  /// That checks are not evaluated any more, in a sentence: what would say so by a check cannot.
  public Optional<String> stalled() {
    Duration since = clock.since(lookedAt);
    return since.compareTo(STALLED) < 0
        ? Optional.empty()
        : Optional.of("no check was evaluated for " + Durations.text(since));
  }

  /// Evaluates every check of every target once.
  public void look() {
    List<Observed> all = sources.targets().get();
    // What is another node's now is read again when it comes back.
    desks.keySet().retainAll(all.stream().map(o -> o.target().name()).collect(Collectors.toSet()));
    Tuning tuned = sources.tuning().get();
    Primaries primaries = Primaries.of(all);
    Optional<Fault> failed = Optional.empty();
    for (Observed observed : all) {
      try {
        look(observed, tuned, primaries);
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failed = Optional.of(fault);
      }
    }
    failing = failed;
    lookedAt = clock.nanoTime();
  }

  private void look(Observed observed, Tuning tuned, Primaries primaries) {
    String target = observed.target().name();
    AlertLedger.Moment now = new AlertLedger.Moment(clock.now(), clock.nanoTime());
    Desk desk = desks.get(target);
    if (desk == null) {
      desk = begin(target, now);
      desks.put(target, desk);
    }
    desk.history().take(observed.state(), observed.now());
    Observed remembered = observed.with(desk.history());
    List<AlertStep> unsaved = new ArrayList<>(desk.unsaved());
    Set<String> sooner = new HashSet<>();
    for (Check check : checks) {
      // What was raised before a check was turned off is resolved as if it were well.
      Look look =
          tuned.off(check, target).isPresent()
              ? Look.NOTHING
              : primaries.instead(check, observed).orElseGet(() -> judged(check, remembered));
      Threshold threshold = tuned.threshold(check, observed.target());
      unsaved.addAll(desk.ledger().take(check, threshold, look, now));
      if (look.symptoms().stream().anyMatch(symptom -> symptom.isOutgrown(threshold))) {
        sooner.addAll(check.decidedBy());
      }
    }
    unsaved.addAll(desk.ledger().explain(checks, now));
    sooner.addAll(openAbout(desk.ledger()));
    attention.at(target, sooner);
    List<CheckGap> gaps = desk.ledger().gaps();
    desks.put(target, new Desk(desk.ledger(), desk.history(), unsaved, desk.savedGaps()));
    if (!unsaved.isEmpty() || !gaps.equals(desk.savedGaps())) {
      table.write(target, unsaved, gaps);
      desks.put(target, new Desk(desk.ledger(), desk.history(), List.of(), gaps));
    }
  }

  private Set<String> openAbout(AlertLedger ledger) {
    Set<String> open = ledger.open().stream().map(Alert::check).collect(Collectors.toSet());
    return checks.stream()
        .filter(check -> open.contains(check.name()))
        .flatMap(check -> check.decidedBy().stream())
        .collect(Collectors.toSet());
  }

  /// What a look at a check finds where the target can be reached, and where it cannot.
  public static Look judged(Check check, Observed observed) {
    if (!check.concerns(observed)) {
      return Look.NOTHING;
    }
    return observed.state().unreachable().isPresent() && !check.needsNoAnswer()
        ? new Look.Undecided("the target cannot be reached")
        : check.look(observed);
  }

  /// The families that one of the checks compares with earlier figures.
  public static Set<String> families(List<Check> checks) {
    return checks.stream().flatMap(c -> c.remembers().stream()).collect(Collectors.toSet());
  }

  private Desk begin(String target, AlertLedger.Moment now) {
    List<CheckGap> gaps = table.gaps(target);
    return new Desk(
        new AlertLedger(target, table.since(target, now.at().minus(AlertLedger.RETURN)), gaps, now),
        new History(families(checks)),
        List.of(),
        gaps);
  }
}
