package dev.ballast.observe.watch;

import dev.ballast.observe.family.Family;
import java.time.Duration;

/// How often each family is read.
@FunctionalInterface
public interface Cadence {
  Duration of(Family<?> family);
}
