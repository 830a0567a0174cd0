package dev.ballast.observe.collect.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Figures of Linux's `/proc`, see proc(5) and "PSI - Pressure Stall Information" of the kernel.
/// What cannot be read is unknown.
record ProcFolder(Path folder) {
  /// `USER_HZ`, 100 on every platform that is supported.
  private static final double TICKS = 100;

  private static final double MICROS = 1e6;
  private static final double KIBI = 1024;
  private static final Pattern SPACE = Pattern.compile(" +");

  /// A line of `/proc/stat` by its place behind `cpu`, in seconds.
  OptionalDouble processorTime(int... places) {
    List<String> words =
        lines("stat").stream()
            .filter(line -> line.startsWith("cpu "))
            .map(line -> List.of(SPACE.split(line)))
            .findFirst()
            .orElse(List.of());
    double ticks = 0;
    for (int place : places) {
      if (place >= words.size()) {
        return OptionalDouble.empty();
      }
      ticks += number(words.get(place));
    }
    return known(ticks / TICKS);
  }

  OptionalDouble processors() {
    long processors = lines("stat").stream().filter(line -> line.matches("cpu\\d.*")).count();
    return processors == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) processors);
  }

  /// A line of `/proc/meminfo`, in bytes.
  OptionalDouble memory(String name) {
    return first("meminfo", Pattern.compile(name + ":\\s+(\\d+) kB"), KIBI);
  }

  /// The mean of the last minute.
  OptionalDouble load() {
    return first("loadavg", Pattern.compile("([0-9.]+) .*"), 1);
  }

  /// How long `some` or `full` of the processes waited, in seconds.
  OptionalDouble pressure(String resource, String who) {
    return first("pressure/" + resource, Pattern.compile(who + " .*total=(\\d+)"), 1 / MICROS);
  }

  private OptionalDouble first(String file, Pattern pattern, double unit) {
    for (String line : lines(file)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return known(number(matcher.group(1)) * unit);
      }
    }
    return OptionalDouble.empty();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static OptionalDouble known(double figure) {
    return Double.isNaN(figure) ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
