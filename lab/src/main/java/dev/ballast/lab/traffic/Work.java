package dev.ballast.lab.traffic;

import java.util.List;
import java.util.random.RandomGenerator;

/// What arrives: one or several statements that one session runs in order. Safe for any number of
/// threads.
public interface Work {
  /// As reports name it.
  String name();

  /// Every statement it may run.
  List<TrafficStatement> statements();

  /// Runs it. A statement that fails ends it with the statement's fault.
  ///
  /// @param random of this arrival alone, so that a run can be repeated
  void perform(WorkSession session, RandomGenerator random);

  /// Whether it was proven to write nothing.
  default boolean isReadOnly() {
    return statements().stream().allMatch(TrafficStatement::readOnly);
  }
}
