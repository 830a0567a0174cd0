package dev.ballast.cli.house;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/// One rule of the house, with a breach it must refuse and a near miss it must let pass.
///
/// @param id how a test report names it
/// @param reason the harm it keeps away
/// @param violations finds every breach in a house; each entry says where
/// @param breach sources that break the law, in the form of [Sample]
/// @param nearMiss sources that look alike and keep it
record Law(
    String id,
    String reason,
    Function<House, List<String>> violations,
    String breach,
    String nearMiss) {
  Law {
    requireNonNull(id, "id is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(violations, "violations is null");
    requireNonNull(breach, "breach is null");
    requireNonNull(nearMiss, "nearMiss is null");
  }

  @Override
  public String toString() {
    return id;
  }
}
