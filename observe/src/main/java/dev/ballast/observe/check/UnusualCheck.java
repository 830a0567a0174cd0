package dev.ballast.observe.check;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.anomaly.AnomalyDetector;
import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.Usual;
import dev.ballast.observe.usual.UsualFigure;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A check whether a figure left what is usual, as its own past shows it. The figure of the check
/// is how many times as far from what was expected it is as it may be, so that 1 is the limit. A
/// departure is found until the figure has been usual for an hour, or for 8 hours: what it is then
/// is what is usual.
public abstract class UnusualCheck extends Check {
  private static final int MOST_BESIDE = 5;

  /// Departures that began within this time of each other may be one.
  private static final Duration BESIDE = Duration.ofMinutes(30);

  private final List<UsualFigure> figures;

  /// @param figures each of which a target has or not
  protected UnusualCheck(String name, Topic topic, UsualFigure... figures) {
    super(name, topic, Threshold.of(Measure.TIMES, 1, Urgency.NOTE));
    this.figures = List.of(figures);
  }

  @Override
  public final Look look(Observed observed) {
    return observed
        .surroundings()
        .usual()
        .map(usual -> judged(usual, observed))
        .orElseGet(() -> new Look.Undecided("what is usual was not looked at yet"));
  }

  private Look judged(Usual usual, Observed observed) {
    List<Usual.Progress> progress =
        usual.progress().stream().filter(each -> figures.contains(each.figure())).toList();
    if (!progress.isEmpty() && progress.stream().allMatch(each -> each.ready() == 0)) {
      Duration learned =
          progress.stream().map(Usual.Progress::learned).max(Duration::compareTo).orElseThrow();
      return new Look.Learning(
          "what is usual is still learned: %d of %d hours"
              .formatted(learned.toHours(), AnomalyDetector.warmUp().toHours()));
    }
    return new Look.Found(
        usual.departures().stream()
            .filter(each -> figures.contains(each.figure()))
            .map(each -> symptom(each, usual, observed))
            .toList());
  }

  private Symptom symptom(Unusual unusual, Usual usual, Observed observed) {
    Expectation expected = unusual.anomaly().expected();
    String range = "%s to %s".formatted(written(expected.low()), written(expected.high()));
    SymptomDraft draft =
        SymptomDraft.of(
                unusual.subject(),
                unusual.times(),
                "%s, and %s is usual"
                    .formatted(says(unusual, written(unusual.anomaly().observed())), range))
            .with("usual", range + ", by " + expected.season().title())
            .with("since", unusual.anomaly().since().toString())
            .with(
                "now",
                unusual.lasts(observed.now())
                    ? written(unusual.latest())
                    : "%s, usual for %s"
                        .formatted(
                            written(unusual.latest()),
                            Durations.text(Duration.between(unusual.unusualAt(), observed.now()))));
    unusual.changes().forEach(change -> draft.with("changed_before", change));
    usual.departures().stream()
        .filter(other -> !other.equals(unusual) && isBeside(other, unusual))
        .limit(MOST_BESIDE)
        .forEach(other -> draft.with("unusual_too", named(other)));
    complete(draft, unusual, observed);
    return draft.symptom();
  }

  private static boolean isBeside(Unusual one, Unusual other) {
    return Duration.between(one.anomaly().since(), other.anomaly().since()).abs().compareTo(BESIDE)
        <= 0;
  }

  private static String named(Unusual other) {
    String subject =
        other.subject().all().stream().map(Label::value).collect(Collectors.joining(" "));
    return "%s%s, since %s"
        .formatted(
            other.figure().title(),
            subject.isEmpty() ? "" : " of " + subject,
            other.anomaly().since());
  }

  /// What departs, as a sentence without a full stop.
  ///
  /// @param figure as [#written] returned it
  protected abstract String says(Unusual unusual, String figure);

  /// A figure with its unit.
  protected abstract String written(double value);

  /// Adds what the check knows beside, and the remedies.
  protected abstract void complete(SymptomDraft draft, Unusual unusual, Observed observed);
}
