package dev.ballast.change.rules.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the corpus lies, seen from the room's folder.
final class Corpus {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/ballast/change/rules/detection");

  private Corpus() {}

  static List<DetectionCase> hazards() {
    return DetectionCase.read(FOLDER.resolve("hazards.sql"));
  }

  static List<DetectionCase> harmless() {
    return DetectionCase.read(FOLDER.resolve("harmless.sql"));
  }

  /// The schema that every case changes.
  static String history() {
    return read(Path.of("src/main/java/dev/ballast/change/rules/setup.sql"))
        + read(FOLDER.resolve("history.sql"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + file, e);
    }
  }
}
