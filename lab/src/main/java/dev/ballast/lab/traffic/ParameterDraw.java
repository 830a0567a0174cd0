package dev.ballast.lab.traffic;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws the values of a statement's parameters. Safe for any number of threads.
@FunctionalInterface
public interface ParameterDraw {
  /// For a statement without parameters.
  ParameterDraw NONE = random -> List.of();

  /// One value per parameter, as text; empty is NULL.
  List<Optional<String>> values(RandomGenerator random);
}
