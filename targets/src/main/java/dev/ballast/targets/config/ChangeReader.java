package dev.ballast.targets.config;

import dev.ballast.evidence.Severity;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Reads the section `change`. For one file.
final class ChangeReader {
  private static final ScalarType<Integer> MAJOR = ScalarType.number(14, 18);
  private static final ScalarType<Integer> COUNT = ScalarType.number(0, Integer.MAX_VALUE);
  private static final ScalarType<Long> ROWS =
      ScalarType.quantity("a number of rows", ChangeReader::magnitude);
  private static final ScalarType<Long> BYTES =
      ScalarType.text("a size such as 38GB", ChangeReader::size);
  private static final ScalarType<Optional<Severity>> SEVERITY =
      ScalarType.text("a severity", ChangeReader::severity);

  private static final ScalarType<LockTimeoutOrigin> LOCK_TIMEOUT =
      ScalarType.text("who sets lock_timeout", ChangeReader::lockTimeout);

  private static final ScalarType<DownScriptScope> DOWN_SCRIPTS =
      ScalarType.text("what is judged of down scripts", ChangeReader::downScripts);

  private final ScalarType<Path> path;

  ChangeReader(ScalarType<Path> path) {
    this.path = path;
  }

  ChangeSettings read(Section section) {
    ChangeSettings settings =
        new ChangeSettings(
            section.optional("server-major", MAJOR),
            section.values("paths", path),
            section.optional("tool", Values.NOT_BLANK),
            section.optional("schema", path),
            section.optional("baseline", path),
            section.optional("values", path),
            section.optional("lock-timeout", LOCK_TIMEOUT).orElse(LockTimeoutOrigin.SCRIPT),
            section.optional("down-scripts", DOWN_SCRIPTS).orElse(DownScriptScope.DAMAGE),
            section.section("severities").map(ChangeReader::severities).orElse(Map.of()),
            tables(section.named("tables")),
            section
                .section("rehearsal")
                .map(ChangeReader::rehearsal)
                .orElse(RehearsalSettings.NONE));
    section.done();
    return settings;
  }

  private static RehearsalSettings rehearsal(Section section) {
    RehearsalSettings settings =
        new RehearsalSettings(
            section.optional("longest-blocking", RehearsalSettings.DURATION),
            number(section.optional("wal", RehearsalSettings.SIZE)),
            section.optional("standby-lag", RehearsalSettings.DURATION),
            number(section.optional("disk", RehearsalSettings.SIZE)),
            section.optional("rollback", RehearsalSettings.ROLLBACK),
            section.optional("database", Values.NOT_BLANK),
            section.optional("role", Values.NOT_BLANK));
    section.done();
    return settings;
  }

  private static Map<String, Optional<Severity>> severities(Section section) {
    return section.entries(SEVERITY).stream()
        .collect(Collectors.toMap(Section.Named::name, Section.Named::value));
  }

  private static List<TableHint> tables(List<Section> sections) {
    List<TableHint> hints = new ArrayList<>();
    for (Section section : sections) {
      hints.add(
          new TableHint(
              section.name(),
              number(section.optional("rows", ROWS)),
              number(section.optional("size", BYTES)),
              number(section.optional("statements-per-second", COUNT).map(Integer::longValue))));
      section.done();
    }
    return hints;
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /// `250M` rows are 250 million: k, M and G are powers of ten here, as rows are usually counted.
  static long magnitude(String text) {
    return scaled(
        text, List.of("", "k", "M", "G"), 1000, "as in 250M, with k, M or G for thousands");
  }

  /// As in PostgreSQL's settings: kB, MB, GB and TB are powers of 1,024.
  static long size(String text) {
    return scaled(
        text, List.of("B", "kB", "MB", "GB", "TB"), 1024, "as in 38GB, with kB, MB, GB or TB");
  }

  private static long scaled(String text, List<String> units, int step, String form) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    int power = units.indexOf(text.substring(digits).strip());
    if (digits == 0 || digits > 12 || power < 0) {
      throw new IllegalArgumentException("must be a whole number " + form);
    }
    long value = Long.parseLong(text.substring(0, digits));
    for (int i = 0; i < power; i++) {
      if (value > Long.MAX_VALUE / step) {
        throw new IllegalArgumentException("must be less than 2^63");
      }
      value *= step;
    }
    return value;
  }

  private static LockTimeoutOrigin lockTimeout(String text) {
    return switch (text) {
      case "set-by-script" -> LockTimeoutOrigin.SCRIPT;
      case "set-by-connection" -> LockTimeoutOrigin.CONNECTION;
      default -> throw new IllegalArgumentException("must be set-by-script or set-by-connection");
    };
  }

  private static DownScriptScope downScripts(String text) {
    return switch (text) {
      case "damage" -> DownScriptScope.DAMAGE;
      case "all" -> DownScriptScope.ALL;
      default -> throw new IllegalArgumentException("must be damage or all");
    };
  }

  private static Optional<Severity> severity(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(severity);
      }
    }
    throw new IllegalArgumentException("must be one of error, warning, info, off");
  }
}
