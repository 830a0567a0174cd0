package dev.ballast.targets.config;

import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Reads the section `log` of a target. For one file.
final class LogReader {
  private static final Set<String> FORMATS = Set.of("csvlog", "jsonlog", "stderr");

  private static final ScalarType<String> FORMAT =
      ScalarType.text(
          "the form of a log",
          text -> {
            if (!text.equals("auto") && !FORMATS.contains(text)) {
              throw new IllegalArgumentException("must be one of auto, csvlog, jsonlog, stderr");
            }
            return text;
          });

  private final ScalarType<Path> path;

  LogReader(ScalarType<Path> path) {
    this.path = path;
  }

  Optional<LogDeclaration> read(Section section) {
    Optional<Path> directory = section.optional("directory", path);
    Optional<Path> file = section.optional("file", path);
    Optional<String> format =
        section.optional("format", FORMAT).filter(text -> !text.equals("auto"));
    Optional<String> prefix = section.optional("prefix", ScalarType.TEXT);
    if (section.has("directory") == section.has("file")) {
      section.reject(
          section.has("file") ? "file" : "directory", "log needs either directory or file");
    }
    section.done();
    return directory
        .or(() -> file)
        .map(place -> new LogDeclaration(place, directory.isPresent(), format, prefix));
  }
}
