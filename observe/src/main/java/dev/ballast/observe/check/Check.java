package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.Objectives;
import java.util.Set;

/// One thing that may be wrong at a target. Immutable; a folder of
/// `dev.ballast.observe.catalogue` holds each with its page.
public abstract class Check {
  private final String name;
  private final Topic topic;
  private final Threshold threshold;

  /// @param name lower case with `-`, never changed once it was released
  protected Check(String name, Topic topic, Threshold threshold) {
    this.name = requireNonNull(name, "name is null");
    this.topic = requireNonNull(topic, "topic is null");
    this.threshold = requireNonNull(threshold, "threshold is null");
  }

  public final String name() {
    return name;
  }

  public final Topic topic() {
    return topic;
  }

  public final Threshold threshold() {
    return threshold;
  }

  /// The threshold at a target that does not set one for the check: where an objective says what is
  /// wrong there, that.
  public Threshold threshold(Objectives objectives) {
    return threshold;
  }

  /// The labels that its subjects can have; none where it is about the target as a whole.
  public Set<String> labels() {
    return Set.of();
  }

  /// Checks whose open alert at the same target explains an alert of this one, so that nobody is
  /// notified of it by itself.
  public Set<String> explainedBy() {
    return Set.of();
  }

  /// Whether an open alert of one of [#explainedBy] explains one of this check: where both are
  /// about the same thing, as far as both say what they are about.
  ///
  /// @param subject of this check
  /// @param cause the subject of the other one
  public boolean isExplained(Labels subject, Labels cause) {
    return subject.all().stream()
        .allMatch(mine -> cause.value(mine.name()).map(mine.value()::equals).orElse(true));
  }

  /// A figure as its threshold writes it.
  protected final String text(double figure) {
    return threshold.measure().text(figure);
  }

  /// Whether it is evaluated while the target cannot be reached.
  public boolean needsNoAnswer() {
    return false;
  }

  /// Families that are read sooner while it has an open alert, and where a figure of theirs has
  /// outgrown its threshold since it was read.
  public Set<String> decidedBy() {
    return Set.of();
  }

  /// Whether a standby has what it looks for from its primary, where alone it can be fixed. Where
  /// the primary is watched too, it is reported there only.
  public boolean isReplicated() {
    return false;
  }

  /// Families of which it compares figures with earlier ones than those of the reading before; see
  /// [History].
  public Set<String> remembers() {
    return Set.of();
  }

  /// Whether it means anything at this target: one of poolers does not at a server.
  public boolean concerns(Observed observed) {
    return !observed.isPooler();
  }

  /// Evaluates it. Does not wait, and asks nobody anything.
  public abstract Look look(Observed observed);
}
