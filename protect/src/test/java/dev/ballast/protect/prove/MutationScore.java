package dev.ballast.protect.prove;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Counts which damage was detected, and keeps the score in `target/proof-mutations.txt`.
final class MutationScore {
  private final List<String> lines = new ArrayList<>();
  private final List<String> survivors = new ArrayList<>();

  /// Whether the level that claims to detect a damage refuted the backup.
  void record(String damage, Level claimed, List<LevelResult> results) {
    LevelResult result =
        results.stream().filter(r -> r.level() == claimed).findFirst().orElseThrow();
    boolean detected = result.verdict().isRefuted();
    List<String> others =
        results.stream()
            .filter(r -> r.verdict().isRefuted() && r.level() != claimed)
            .map(r -> r.level().name())
            .toList();
    lines.add(
        "%s  %-9s %s%s"
            .formatted(
                claimed,
                detected ? "detected" : "SURVIVED",
                damage,
                others.isEmpty() ? "" : " (also " + String.join(", ", others) + ")"));
    if (!detected) {
      survivors.add(damage + ": " + results);
    }
  }

  List<String> survivors() {
    return List.copyOf(survivors);
  }

  void write(String name) {
    List<String> text = new ArrayList<>(lines);
    text.add(
        "score: %d of %d detected at the level that claims it"
            .formatted(lines.size() - survivors.size(), lines.size()));
    try {
      Files.write(Path.of("target", name + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
