package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.yaml.ScalarType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a change may do when it is rehearsed, where the command line does not say otherwise. What
/// is empty here has the default of a rehearsal.
///
/// @param longestBlocking how long readers or writers of a table may be kept waiting
/// @param walBytes write-ahead log that it may write
/// @param standbyLag how far a standby may fall behind
/// @param diskBytes room that it may take at its worst moment
/// @param rollback whether its way back must be proved
/// @param database in which it runs
/// @param role whom it runs as
public record RehearsalSettings(
    Optional<Duration> longestBlocking,
    OptionalLong walBytes,
    Optional<Duration> standbyLag,
    OptionalLong diskBytes,
    Optional<Rollback> rollback,
    Optional<String> database,
    Optional<String> role) {
  public static final RehearsalSettings NONE =
      new RehearsalSettings(
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static final ScalarType<Duration> DURATION = Values.duration("0ms", "30d");
  static final ScalarType<Long> SIZE =
      ScalarType.quantity("a size such as 10GB", RehearsalSettings::size);
  static final ScalarType<Rollback> ROLLBACK =
      ScalarType.text("required or optional", RehearsalSettings::rollback);

  public RehearsalSettings {
    requireNonNull(longestBlocking, "longestBlocking is null");
    requireNonNull(walBytes, "walBytes is null");
    requireNonNull(standbyLag, "standbyLag is null");
    requireNonNull(diskBytes, "diskBytes is null");
    requireNonNull(rollback, "rollback is null");
    requireNonNull(database, "database is null");
    requireNonNull(role, "role is null");
  }

  /// Whether a change must be undone completely by its way back.
  public enum Rollback {
    REQUIRED,
    OPTIONAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A duration as the file spells it: `1s`, `500ms`, from `0ms` to `30d`. Throws
  /// `IllegalArgumentException` with the reason where it is none.
  public static Duration duration(String text) {
    return DURATION.parse().apply(text);
  }

  /// A size as the file spells it: `10GB`, with kB, MB, GB or TB in powers of 1,024. Throws
  /// `IllegalArgumentException` with the reason where it is none.
  public static long size(String text) {
    return ChangeReader.size(text);
  }

  /// `required` or `optional`. Throws `IllegalArgumentException` where it is neither.
  public static Rollback rollback(String text) {
    for (Rollback each : Rollback.values()) {
      if (each.toString().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("must be required or optional");
  }
}
