package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Hand.row;

import dev.ballast.observe.catalogue.Fixture.Made;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Observed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Machines that are busy, short of memory or full: a test has only the one it runs on.
final class MadeHostFixtures {
  private static final String WHY = "the test's own machine is not to be brought to that";
  private static final double GIB = 1L << 30;

  private MadeHostFixtures() {}

  static List<Fixture> list() {
    return List.of(
        // Of 40 processor seconds in ten seconds 3 were idle and 0.5 waited for a disk: 91.25 %.
        counted("host-cpu-busy", processors(3, 0.5), processors(2, 4)),
        // The hypervisor had 5 of 40, then 3.
        counted("host-steal", Map.of("processors", 4.0, "steal_seconds", 5.0), steal(3)),
        counted(
            "host-cpu-pressure",
            one("processor_pressure_seconds", 7),
            one("processor_pressure_seconds", 5)),
        counted(
            "host-memory-pressure",
            one("memory_full_pressure_seconds", 1.5),
            one("memory_full_pressure_seconds", 0.5)),
        counted(
            "host-io-pressure",
            one("io_full_pressure_seconds", 5),
            one("io_full_pressure_seconds", 3)),
        now(
            "host-load-high",
            Map.of("load", 17.0, "processors", 4.0),
            Map.of("load", 15.0, "processors", 4.0)),
        now("host-memory-low", memory(1.5), memory(1.7)),
        now("host-swap-used", swap(1), swap(3)),
        new Made("clock-differs", WHY, clock(-31), clock(29)),
        new Made("disk-nearly-full", WHY, disk(400 * GIB, 39 * GIB), disk(4000 * GIB, 60 * GIB)),
        // 20 GB within an hour are 480 a day, of 400 that are free; 10 are 240.
        new Made("disk-filling", WHY, filling(420, 400), filling(410, 400)));
  }

  private static Map<String, Double> one(String metric, double value) {
    return Map.of(metric, value);
  }

  private static Map<String, Double> processors(double idle, double waiting) {
    return Map.of("processors", 4.0, "idle_seconds", idle, "io_wait_seconds", waiting);
  }

  private static Map<String, Double> steal(double seconds) {
    return Map.of("processors", 4.0, "steal_seconds", seconds);
  }

  private static Map<String, Double> memory(double available) {
    return Map.of("memory_bytes", 16 * GIB, "memory_available_bytes", available * GIB);
  }

  private static Map<String, Double> swap(double free) {
    return Map.of("swap_bytes", 4 * GIB, "swap_free_bytes", free * GIB);
  }

  /// Counters that begin at zero and are so far ten seconds later.
  private static Made counted(String check, Map<String, Double> sick, Map<String, Double> well) {
    return new Made(check, WHY, counted(sick), counted(well));
  }

  private static Observed counted(Map<String, Double> after) {
    Row zero = row(after.keySet().stream().collect(Collectors.toMap(k -> k, k -> 0.0)));
    return new Hand().observed(10, 10, Readings.of("host", row(after)).after(zero));
  }

  private static Made now(String check, Map<String, Double> sick, Map<String, Double> well) {
    return new Made(
        check,
        WHY,
        new Hand().observed(10, 10, Readings.of("host", row(sick))),
        new Hand().observed(10, 10, Readings.of("host", row(well))));
  }

  /// What a server's clock shows, in seconds ahead of the node's.
  private static Observed clock(long ahead) {
    double shown = Hand.START.getEpochSecond() + 10 + ahead;
    return new Hand()
        .observed(10, 10, Readings.of("instance", row(Map.of("clock_timestamp_seconds", shown))));
  }

  private static Observed disk(double size, double free) {
    return new Hand().observed(10, 10, Readings.of("host_disk", place(size, free)));
  }

  private static Row place(double size, double free) {
    return row(Map.of("size_bytes", size, "free_bytes", free), "place", "data");
  }

  /// Free GB at the beginning and an hour later.
  private static Observed filling(double before, double after) {
    return new Hand()
        .remember(0, Readings.of("host_disk", place(1000 * GIB, before * GIB)))
        .observed(3600, 30, Readings.of("host_disk", place(1000 * GIB, after * GIB)));
  }
}
