package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

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

  /// Checks whose open alert at the same target explains an alert of this one, so that nobody is
  /// notified of it by itself.
  public Set<String> explainedBy() {
    return Set.of();
  }

  /// Whether it is evaluated while the target cannot be reached.
  public boolean needsNoAnswer() {
    return false;
  }

  /// Evaluates it. Does not wait, and asks nobody anything.
  public abstract Look look(Observed observed);
}
