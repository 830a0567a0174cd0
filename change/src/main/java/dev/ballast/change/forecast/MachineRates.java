package dev.ballast.change.forecast;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/// How fast a machine is, by a small calibration. What was not measured is empty, never zero.
///
/// @param readBytesPerSecond of the file system with the data, sequentially and past the cache
/// @param writeBytesPerSecond of the same, sequentially, with a flush at the end
/// @param hashesPerSecond how many values one process of the server hashes
/// @param source which machine, for the sentence that quotes it
public record MachineRates(
    OptionalDouble readBytesPerSecond,
    OptionalDouble writeBytesPerSecond,
    OptionalDouble hashesPerSecond,
    String source) {
  public MachineRates {
    requireNonNull(readBytesPerSecond, "readBytesPerSecond is null");
    requireNonNull(writeBytesPerSecond, "writeBytesPerSecond is null");
    requireNonNull(hashesPerSecond, "hashesPerSecond is null");
    requireNonNull(source, "source is null");
  }

  /// How many times faster this machine is than the other, where both were measured.
  static OptionalDouble ratio(OptionalDouble here, OptionalDouble there) {
    return here.isPresent() && there.isPresent() && there.getAsDouble() > 0
        ? OptionalDouble.of(here.getAsDouble() / there.getAsDouble())
        : OptionalDouble.empty();
  }
}
