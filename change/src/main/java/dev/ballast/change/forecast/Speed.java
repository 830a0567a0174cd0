package dev.ballast.change.forecast;

import java.util.Optional;
import java.util.OptionalDouble;

/// How many times longer the same work takes on the other machine.
///
/// @param low at least
/// @param high at most
/// @param widening by what the interval is widened for what was not measured
/// @param assumption what is assumed for that; empty where nothing is
record Speed(
    double low, double expected, double high, double widening, Optional<String> assumption) {
  /// What is not known of another machine: servers differ by this factor more often than not.
  static final double NOTHING_MEASURED = 2;

  /// Its processor is known, its disk is not.
  static final double HALF_MEASURED = 1.5;

  static Speed of(StatementKind.Work work, MachineRates here, Optional<MachineRates> there) {
    if (there.isEmpty()) {
      return unmeasured("the speed of the destination was not measured: it is taken as here");
    }
    MachineRates other = there.get();
    OptionalDouble processor = MachineRates.ratio(here.hashesPerSecond(), other.hashesPerSecond());
    OptionalDouble disk =
        work == StatementKind.Work.SCAN
            ? MachineRates.ratio(here.readBytesPerSecond(), other.readBytesPerSecond())
            : MachineRates.ratio(here.writeBytesPerSecond(), other.writeBytesPerSecond());
    if (processor.isPresent() && disk.isPresent()) {
      double one = processor.getAsDouble();
      double two = disk.getAsDouble();
      return new Speed(
          Math.min(one, two), Math.sqrt(one * two), Math.max(one, two), 1, Optional.empty());
    }
    if (processor.isPresent() || disk.isPresent()) {
      double known = processor.orElseGet(disk::orElseThrow);
      return new Speed(
          known,
          known,
          known,
          HALF_MEASURED,
          Optional.of(
              "the %s of %s was not measured: it is taken to differ as its %s does"
                  .formatted(
                      processor.isPresent() ? "disk" : "processor",
                      other.source(),
                      processor.isPresent() ? "processor" : "disk")));
    }
    return unmeasured("the speed of " + other.source() + " is not known: it is taken as here");
  }

  private static Speed unmeasured(String assumption) {
    return new Speed(1, 1, 1, NOTHING_MEASURED, Optional.of(assumption));
  }
}
