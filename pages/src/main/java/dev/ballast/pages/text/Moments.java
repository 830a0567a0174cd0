package dev.ballast.pages.text;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as a reader sees them: in the reader's own zone, which is named, and how long ago.
///
/// @param now the moment at which the page is made
public record Moments(Instant now, ZoneId zone) {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

  public Moments {
    requireNonNull(now, "now is null");
    requireNonNull(zone, "zone is null");
  }

  /// `2026-11-30 20:15:00 +01:00`.
  public String full(Instant at) {
    return FULL.format(at.atZone(zone));
  }

  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /// `3 min 5 s ago`, `in 2 h 10 min`.
  public String relative(Instant at) {
    Duration since = Duration.between(at, now);
    return since.isNegative()
        ? "in " + Durations.text(since.negated())
        : Durations.text(since) + " ago";
  }

  /// How a program reads it.
  public String machine(Instant at) {
    return at.toString();
  }

  /// The zone with what it differs from UTC by: `Europe/Berlin, UTC+01:00`.
  public String zoneName() {
    String offset = zone.getRules().getOffset(now).getId();
    return zone.getId().equals("Z") || zone.getId().equals("UTC")
        ? "UTC"
        : zone.getId() + ", UTC" + (offset.equals("Z") ? "" : offset);
  }
}
