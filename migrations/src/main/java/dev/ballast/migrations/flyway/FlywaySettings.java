package dev.ballast.migrations.flyway;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What Flyway's configuration says of scripts.
///
/// @param file the configuration, as a reader would name it; empty where none was found
/// @param locations empty: wherever the files are
/// @param mixed whether a script may hold statements that run in a transaction and others
/// @param inTransaction whether scripts run in one, if they can
public record FlywaySettings(
    Optional<String> file,
    FlywayNames names,
    List<FlywayLocation> locations,
    FlywayPlaceholders placeholders,
    Charset encoding,
    boolean mixed,
    boolean inTransaction) {
  /// Flyway's own.
  public static final FlywaySettings DEFAULT =
      new FlywaySettings(
          Optional.empty(),
          FlywayNames.DEFAULT,
          List.of(),
          FlywayPlaceholders.DEFAULT,
          StandardCharsets.UTF_8,
          false,
          true);

  public FlywaySettings {
    requireNonNull(file, "file is null");
    requireNonNull(names, "names is null");
    locations = List.copyOf(locations);
    requireNonNull(placeholders, "placeholders is null");
    requireNonNull(encoding, "encoding is null");
  }

  /// Whether a location holds a file.
  public boolean holds(Path path) {
    return locations.stream().anyMatch(location -> location.contains(path));
  }

  /// Whether it is known which files are in no location.
  public boolean locationsKnown() {
    return !locations.isEmpty()
        && locations.stream().allMatch(location -> location.paths().isPresent());
  }
}
