package dev.ballast.observe.collect.host;

import java.util.OptionalDouble;

/// A machine.
public record HostRow(
    OptionalDouble processors,
    Processor processor,
    Memory memory,
    OptionalDouble load,
    Pressure pressure) {
  /// How long its processors did what, in seconds of all together.
  public record Processor(
      OptionalDouble user,
      OptionalDouble system,
      OptionalDouble ioWait,
      OptionalDouble steal,
      OptionalDouble idle) {}

  /// Its memory, in bytes.
  public record Memory(
      OptionalDouble total,
      OptionalDouble available,
      OptionalDouble swapTotal,
      OptionalDouble swapFree) {}

  /// How long processes waited for what, in seconds.
  public record Pressure(
      OptionalDouble processor,
      OptionalDouble memory,
      OptionalDouble memoryFull,
      OptionalDouble io,
      OptionalDouble ioFull) {}
}
