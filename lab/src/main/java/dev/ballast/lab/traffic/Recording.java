package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// What sessions did, and when: each session's works in order.
///
/// @param lanes one per recorded session, by the moment of its first work
/// @param leftOut what was recorded and cannot be repeated
/// @param readOnlySessions whether the server is to refuse what writes
public record Recording(List<Lane> lanes, List<LeftOut> leftOut, boolean readOnlySessions) {
  private static final Comparator<Lane> BY_BEGIN =
      Comparator.comparing(lane -> lane.steps().getFirst().at());

  public Recording {
    lanes = lanes.stream().filter(lane -> !lane.steps().isEmpty()).sorted(BY_BEGIN).toList();
    leftOut = List.copyOf(leftOut);
  }

  /// A recording as it is.
  public Recording(List<Lane> lanes, List<LeftOut> leftOut) {
    this(lanes, leftOut, false);
  }

  /// One recorded session.
  ///
  /// @param steps in order of time
  public record Lane(String name, List<Step> steps) {
    public Lane {
      requireNonNull(name, "name is null");
      steps = List.copyOf(steps);
    }
  }

  /// One work of a session.
  ///
  /// @param at since the first work of the recording
  public record Step(Duration at, Work work) {
    public Step {
      requireNonNull(at, "at is null");
      requireNonNull(work, "work is null");
    }
  }

  /// How many works there are.
  public long works() {
    return lanes.stream().mapToLong(lane -> lane.steps().size()).sum();
  }

  /// How many of its sessions were at work at once, from the first to the last work of each.
  public int sessionsAtOnce() {
    int most = 0;
    for (Lane lane : lanes) {
      Duration begin = lane.steps().getFirst().at();
      int others = 0;
      for (Lane other : lanes) {
        if (other.steps().getFirst().at().compareTo(begin) <= 0
            && other.steps().getLast().at().compareTo(begin) >= 0) {
          others++;
        }
      }
      most = Math.max(most, others);
    }
    return most;
  }

  /// The part whose works were proven to write nothing, in sessions that cannot write.
  public Recording readOnly() {
    return new Recording(
        lanes.stream()
            .map(
                lane ->
                    new Lane(
                        lane.name(),
                        lane.steps().stream().filter(step -> step.work().isReadOnly()).toList()))
            .toList(),
        leftOut,
        true);
  }
}
