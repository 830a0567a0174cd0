package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.usual.Usual;
import java.util.List;
import java.util.Optional;

/// What is known of a target beside what its server answers.
///
/// @param eventsMissing why its events are not all known
/// @param protection how its backups stand; empty where that was not looked at yet
/// @param past what its stored figures say; empty where they were not read yet
/// @param usual what its figures usually are and what departs from it; empty where that is not
///     known yet
/// @param node how the node itself is doing; empty where another target's checks report that
/// @param goals how its objectives stand over time; empty where that was not counted yet
/// @param unserved that no client is served; empty where one is or where that is not known
public record Surroundings(
    Optional<String> eventsMissing,
    Optional<Protection> protection,
    Optional<Past> past,
    Optional<Usual> usual,
    Optional<NodeCondition> node,
    Optional<List<GoalState>> goals,
    Optional<Unserved> unserved) {
  /// Nothing is known beside, and no event is missing.
  public static final Surroundings NONE =
      new Surroundings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Surroundings {
    requireNonNull(eventsMissing, "eventsMissing is null");
    requireNonNull(protection, "protection is null");
    requireNonNull(past, "past is null");
    requireNonNull(usual, "usual is null");
    requireNonNull(node, "node is null");
    goals = goals.map(List::copyOf);
    requireNonNull(unserved, "unserved is null");
  }

  public Surroundings missingEvents(String why) {
    return new Surroundings(Optional.of(why), protection, past, usual, node, goals, unserved);
  }

  public Surroundings with(Protection known) {
    return new Surroundings(eventsMissing, Optional.of(known), past, usual, node, goals, unserved);
  }

  public Surroundings with(Past known) {
    return new Surroundings(
        eventsMissing, protection, Optional.of(known), usual, node, goals, unserved);
  }

  public Surroundings with(Usual known) {
    return new Surroundings(
        eventsMissing, protection, past, Optional.of(known), node, goals, unserved);
  }

  public Surroundings with(NodeCondition known) {
    return new Surroundings(
        eventsMissing, protection, past, usual, Optional.of(known), goals, unserved);
  }

  public Surroundings with(List<GoalState> known) {
    return new Surroundings(
        eventsMissing, protection, past, usual, node, Optional.of(known), unserved);
  }

  public Surroundings with(Unserved known) {
    return new Surroundings(
        eventsMissing, protection, past, usual, node, goals, Optional.of(known));
  }
}
