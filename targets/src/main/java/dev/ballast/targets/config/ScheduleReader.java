package dev.ballast.targets.config;

import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads the section `serve.schedule`.
final class ScheduleReader {
  private static final int KILOBYTE = 1024;

  /// The range of `MAX_RATE` in BASE_BACKUP.
  private static final int LEAST_RATE = 32;

  private static final int MOST_RATE = 1 << 20;

  private static final ScalarType<Integer> RATE =
      ScalarType.text("a size per second such as 50MB", ScheduleReader::rate);
  private static final ScalarType<Duration> VAULT_CHECK_AGE = Values.duration("1h", "365d");
  static final ScalarType<ZoneId> ZONE = ScalarType.text("a time zone", ScheduleReader::zone);
  private static final ScalarType<DailyWindow> WINDOW =
      ScalarType.text(
          "times of day such as 22:00-06:00", text -> DailyWindow.parse(text, ZoneOffset.UTC));

  private ScheduleReader() {}

  static ScheduleSettings read(Section section) {
    Optional<ZoneId> zone = section.optional("time-zone", ZONE);
    Optional<DailyWindow> window = section.optional("window", WINDOW);
    if (section.has("window") && !section.has("time-zone")) {
      section.missing("time-zone");
    }
    if (section.has("time-zone") && !section.has("window")) {
      section.reject("time-zone", "time-zone is read only with window");
    }
    ScheduleSettings settings =
        new ScheduleSettings(
            window.flatMap(w -> zone.map(z -> new DailyWindow(w.from(), w.to(), z))),
            section.optional("backup-rate", RATE),
            section.optional("vault-check-age", VAULT_CHECK_AGE),
            section.optional("backup-for-recovery-time", ScalarType.FLAG).orElse(false));
    section.done();
    return settings;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a time zone such as UTC or Europe/Berlin: " + e.getMessage(), e);
    }
  }

  private static int rate(String text) {
    long kilobytes = ChangeReader.size(text) / KILOBYTE;
    if (kilobytes < LEAST_RATE || kilobytes > MOST_RATE) {
      throw new IllegalArgumentException("must be from 32kB to 1GB");
    }
    return Math.toIntExact(kilobytes);
  }
}
