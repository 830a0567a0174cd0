package dev.ballast.change.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A statement and what PostgreSQL must do for it, as a `statements.txt` specifies: the statement
/// on the first line, then indented `key: value` lines.
public record Expectation(String statement, Map<String, String> lines) {

  static List<Expectation> all(String resource) {
    return Stream.of(resource(resource).split("\n\n", -1))
        .filter(block -> !block.startsWith("#"))
        .map(Expectation::parse)
        .toList();
  }

  public static String resource(String name) {
    try (InputStream in = Expectation.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Expectation parse(String block) {
    List<String> all = Arrays.asList(block.strip().split("\n", -1));
    Map<String, String> lines = new TreeMap<>();
    for (String line : all.subList(1, all.size())) {
      String[] parts = line.strip().split(": ", 2);
      lines.put(parts[0], parts[1]);
    }
    return new Expectation(all.getFirst(), Map.copyOf(lines));
  }

  boolean isFor(int major) {
    String[] bounds = lines.getOrDefault("majors", "14-18").split("-", 2);
    return Integer.parseInt(bounds[0]) <= major && major <= Integer.parseInt(bounds[1]);
  }

  String first() {
    return lines.getOrDefault("first", "");
  }

  /// What must be seen, in the form of [Seen#told].
  String told() {
    StringBuilder told = new StringBuilder(statement).append('\n');
    for (String key : List.of("locks", "rewrites", "scans", "makes", "drops", "waits")) {
      if (lines.containsKey(key)) {
        told.append("  ").append(key).append(": ").append(lines.get(key)).append('\n');
      }
    }
    return told.toString();
  }
}
