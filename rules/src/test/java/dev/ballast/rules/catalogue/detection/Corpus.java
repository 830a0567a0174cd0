package dev.ballast.rules.catalogue.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the corpus lies, seen from the room's folder.
public final class Corpus {
  private static final Path FOLDER =
      Path.of("../rules/src/test/resources/dev/ballast/rules/catalogue/detection");

  private Corpus() {}

  public static List<DetectionCase> hazards() {
    return DetectionCase.read(FOLDER.resolve("hazards.sql"));
  }

  public static List<DetectionCase> harmless() {
    return DetectionCase.read(FOLDER.resolve("harmless.sql"));
  }

  /// The schema that every case changes.
  public static String history() {
    return read(Path.of("../rules/src/main/java/dev/ballast/rules/catalogue/setup.sql"))
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
