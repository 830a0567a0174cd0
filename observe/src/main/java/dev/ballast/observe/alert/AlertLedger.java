package dev.ballast.observe.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// The alerts of one target: what each look at a check makes of them. For one thread.
///
/// How long something lasts is measured by a clock that never jumps; moments that are kept are of
/// the wall clock.
public final class AlertLedger {
  /// An alert that comes back within this time after it was resolved is the same one.
  static final Duration RETURN = Duration.ofHours(1);

  private final String target;
  private final Map<Key, Alert> open = new HashMap<>();
  private final Map<Key, Resolved> resolved = new HashMap<>();
  private final Map<Key, Pending> pending = new HashMap<>();

  /// Since when open ones have been well.
  private final Map<Key, Long> well = new HashMap<>();

  /// Which checks' alerts a subject is the cause of, as it was seen last.
  private final Map<Key, Set<String>> causes = new HashMap<>();

  private final Map<String, CheckGap> gaps = new HashMap<>();

  private record Key(String check, Labels subject) {}

  private record Pending(Instant since, long nanos) {}

  private record Resolved(Alert alert, long nanos) {}

  /// A moment by both clocks.
  ///
  /// @param at of the wall clock
  /// @param nanos of the clock that never jumps
  public record Moment(Instant at, long nanos) {
    Duration since(long earlier) {
      return Duration.ofNanos(nanos - earlier);
    }
  }

  /// Begins with what is known of the target from before.
  ///
  /// @param known alerts that are open, and those that were resolved lately
  /// @param unevaluated checks that could not be evaluated
  public AlertLedger(
      String target, Collection<Alert> known, Collection<CheckGap> unevaluated, Moment now) {
    this.target = target;
    for (Alert alert : known) {
      Key key = new Key(alert.check(), alert.subject());
      if (alert.open()) {
        open.put(key, alert);
      } else {
        Duration ago = Duration.between(alert.resolvedAt().orElseThrow(), now.at());
        resolved.merge(
            key,
            new Resolved(alert, now.nanos() - ago.toNanos()),
            (one, other) -> one.nanos() > other.nanos() ? one : other);
      }
    }
    unevaluated.forEach(gap -> gaps.put(gap.check(), gap));
  }

  /// The alerts that are open.
  public List<Alert> open() {
    return List.copyOf(open.values());
  }

  /// The checks that could not be evaluated when they were looked at last.
  public List<CheckGap> gaps() {
    return List.copyOf(gaps.values());
  }

  /// Takes in what a look at a check found, and returns how alerts changed.
  ///
  /// @param threshold in force for the check
  public List<AlertStep> take(Check check, Threshold threshold, Look look, Moment now) {
    return switch (look) {
      case Look.Undecided(String why) -> unknown(check, gap(check, why, false, now), Set.of(), now);
      case Look.Learning(String why) -> unknown(check, gap(check, why, true, now), Set.of(), now);
      case Look.Found(List<Symptom> symptoms) -> found(check, threshold, symptoms, now);
      case Look.Partly(List<Symptom> symptoms, String why) -> {
        Set<Key> seen = new HashSet<>();
        List<AlertStep> steps = new ArrayList<>(seen(check, threshold, symptoms, seen, now));
        steps.addAll(unknown(check, gap(check, why, false, now), seen, now));
        yield steps;
      }
    };
  }

  private CheckGap gap(Check check, String why, boolean learning, Moment now) {
    CheckGap before = gaps.get(check.name());
    Instant since = before == null || before.learning() != learning ? now.at() : before.since();
    return new CheckGap(target, check.name(), since, why, learning);
  }

  /// @param known what is known nevertheless
  private List<AlertStep> unknown(Check check, CheckGap gap, Set<Key> known, Moment now) {
    String why = gap.why();
    gaps.put(check.name(), gap);
    // It has neither lasted nor ended while nobody could look.
    pending.keySet().removeIf(key -> key.check().equals(check.name()) && !known.contains(key));
    well.keySet().removeIf(key -> key.check().equals(check.name()) && !known.contains(key));
    List<AlertStep> steps = new ArrayList<>();
    for (Map.Entry<Key, Alert> each : open.entrySet()) {
      if (each.getKey().check().equals(check.name())
          && !known.contains(each.getKey())
          && !each.getValue().unknown().equals(Optional.of(why))) {
        each.setValue(each.getValue().unseen(why));
        steps.add(new AlertStep(AlertStep.Kind.SEEN, each.getValue(), now.at()));
      }
    }
    return steps;
  }

  private List<AlertStep> found(
      Check check, Threshold threshold, List<Symptom> symptoms, Moment now) {
    gaps.remove(check.name());
    Set<Key> seen = new HashSet<>();
    List<AlertStep> steps = new ArrayList<>(seen(check, threshold, symptoms, seen, now));
    pending.keySet().removeIf(key -> key.check().equals(check.name()) && !seen.contains(key));
    for (Key key : List.copyOf(open.keySet())) {
      if (key.check().equals(check.name()) && !seen.contains(key)) {
        wellSince(key, threshold, now).ifPresent(steps::add);
      }
    }
    return steps;
  }

  /// @param seen takes the subjects of the symptoms
  private List<AlertStep> seen(
      Check check, Threshold threshold, List<Symptom> symptoms, Set<Key> seen, Moment now) {
    List<AlertStep> steps = new ArrayList<>();
    for (Symptom symptom : symptoms) {
      Key key = new Key(check.name(), symptom.subject());
      if (!seen.add(key)) {
        throw new IllegalStateException(
            "check " + check.name() + " found " + symptom.subject().text() + " twice");
      }
      causes.put(key, symptom.causes());
      Alert alert = open.get(key);
      Optional<Urgency> urgency = threshold.urgencyOf(symptom.condition().value());
      if (alert != null) {
        stillOpen(key, alert, threshold, symptom, now).ifPresent(steps::add);
      } else if (urgency.isPresent()) {
        wrong(key, urgency.get(), threshold, symptom, now).ifPresent(steps::add);
      } else {
        pending.remove(key);
      }
    }
    return steps;
  }

  /// A subject without an open alert is over the threshold.
  private Optional<AlertStep> wrong(
      Key key, Urgency urgency, Threshold threshold, Symptom symptom, Moment now) {
    Pending begun = pending.computeIfAbsent(key, k -> new Pending(now.at(), now.nanos()));
    if (now.since(begun.nanos()).compareTo(threshold.hold()) < 0) {
      return Optional.empty();
    }
    pending.remove(key);
    Resolved before = resolved.remove(key);
    AlertStep step;
    if (before != null && now.since(before.nanos()).compareTo(RETURN) < 0) {
      boolean worse = urgency.compareTo(before.alert().urgency()) > 0;
      step =
          new AlertStep(
              worse ? AlertStep.Kind.WORSENED : AlertStep.Kind.RETURNED,
              before.alert().returned().seen(symptom.condition(), urgency),
              now.at());
    } else {
      step =
          new AlertStep(
              AlertStep.Kind.RAISED,
              new Alert(
                  UUID.randomUUID(),
                  target,
                  key.check(),
                  key.subject(),
                  urgency,
                  begun.since(),
                  now.at(),
                  Optional.empty(),
                  0,
                  symptom.condition(),
                  Optional.empty(),
                  Optional.empty()),
              now.at());
    }
    open.put(key, step.alert());
    return Optional.of(step);
  }

  private Optional<AlertStep> stillOpen(
      Key key, Alert alert, Threshold threshold, Symptom symptom, Moment now) {
    double value = symptom.condition().value();
    if (threshold.isWell(value)) {
      return wellSince(key, threshold, now);
    }
    well.remove(key);
    Urgency urgency = threshold.urgencyOf(value).orElse(alert.urgency());
    Alert seen = alert.seen(symptom.condition(), urgency);
    if (seen.equals(alert)) {
      return Optional.empty();
    }
    open.put(key, seen);
    return Optional.of(
        new AlertStep(
            seen.urgency() == alert.urgency() ? AlertStep.Kind.SEEN : AlertStep.Kind.WORSENED,
            seen,
            now.at()));
  }

  private Optional<AlertStep> wellSince(Key key, Threshold threshold, Moment now) {
    long since = well.computeIfAbsent(key, k -> now.nanos());
    if (now.since(since).compareTo(threshold.calm()) < 0) {
      return Optional.empty();
    }
    well.remove(key);
    Alert ended = requireNonNull(open.remove(key)).resolved(now.at());
    resolved.put(key, new Resolved(ended, now.nanos()));
    return Optional.of(new AlertStep(AlertStep.Kind.RESOLVED, ended, now.at()));
  }

  /// Finds which open alert explains which, and returns those of which that changed.
  ///
  /// @param checks all that were looked at
  public List<AlertStep> explain(Collection<Check> checks, Moment now) {
    Map<String, Check> byName = new HashMap<>();
    checks.forEach(check -> byName.put(check.name(), check));
    List<AlertStep> steps = new ArrayList<>();
    for (Map.Entry<Key, Alert> each : open.entrySet()) {
      Check check = byName.get(each.getKey().check());
      Optional<UUID> cause = check == null ? Optional.empty() : cause(each.getKey(), check);
      if (!cause.equals(each.getValue().cause())) {
        each.setValue(each.getValue().explainedBy(cause));
        steps.add(new AlertStep(AlertStep.Kind.SEEN, each.getValue(), now.at()));
      }
    }
    causes.keySet().retainAll(open.keySet());
    resolved.values().removeIf(old -> now.since(old.nanos()).compareTo(RETURN) >= 0);
    return steps;
  }

  /// What says that it is the cause; else the first that was raised of those that may explain it
  /// and are about the same thing, as far as both say what they are about.
  private Optional<UUID> cause(Key of, Check check) {
    return first(other -> causes(other).contains(of.check()))
        .or(
            () ->
                first(
                    other ->
                        check.explainedBy().contains(other.check())
                            && check.isExplained(of.subject(), other.subject())
                            && !causes(of).contains(other.check())));
  }

  private Set<String> causes(Key key) {
    return causes.getOrDefault(key, Set.of());
  }

  private Optional<UUID> first(Predicate<Key> which) {
    return open.entrySet().stream()
        .filter(other -> which.test(other.getKey()))
        .map(Map.Entry::getValue)
        .min(Comparator.comparing(Alert::raisedAt).thenComparing(a -> a.id().toString()))
        .map(Alert::id);
  }
}
