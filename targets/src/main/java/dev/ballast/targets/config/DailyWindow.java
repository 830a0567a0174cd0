package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of each day in which a node may do what is heavy, by the clocks on the wall of one time
/// zone.
///
/// It opens when those clocks first show its beginning, and closes when they show its end for the
/// last time. Where they are put forward over one of the two, that is the moment at which they are;
/// a window that lies within the skipped hour is missing that day.
///
/// @param from included
/// @param to excluded; not after `from` where the window ends on the next day
public record DailyWindow(LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern FORM = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

  /// How many days ahead an opening is looked for: one may be missing where clocks change.
  private static final int DAYS_AHEAD = 3;

  public DailyWindow {
    requireNonNull(zone, "zone is null");
    if (from.equals(to)) {
      throw new IllegalArgumentException("a window that begins when it ends");
    }
  }

  /// One day's opening.
  ///
  /// @param closes the first moment after it
  public record Opening(Instant opens, Instant closes) {
    boolean holds(Instant at) {
      return !at.isBefore(opens) && at.isBefore(closes);
    }

    boolean isEmpty() {
      return !opens.isBefore(closes);
    }
  }

  /// The window that is open at this moment.
  public Optional<Opening> openAt(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return List.of(day.minusDays(1), day).stream()
        .map(this::opening)
        .filter(opening -> opening.holds(at))
        .findFirst();
  }

  /// The first opening after this moment.
  public Opening nextOpening(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return day.datesUntil(day.plusDays(DAYS_AHEAD))
        .map(this::opening)
        .filter(opening -> !opening.isEmpty())
        .filter(opening -> opening.opens().isAfter(at))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no opening within days of " + at));
  }

  private Opening opening(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return new Opening(instant(day.atTime(from), false), instant(last.atTime(to), true));
  }

  /// @param late of the two moments that have this local time where clocks are put back
  private Instant instant(LocalDateTime local, boolean late) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return local.toInstant(late ? offsets.getLast() : offsets.getFirst());
  }

  /// `22:00-06:00`; throws `IllegalArgumentException` with what is wrong.
  static DailyWindow parse(String text, ZoneId zone) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("must be two times of day, as in 22:00-06:00");
    }
    return new DailyWindow(time(form.group(1)), time(form.group(2)), zone);
  }

  private static LocalTime time(String text) {
    int hour = Integer.parseInt(text.substring(0, 2));
    int minute = Integer.parseInt(text.substring(3));
    if (hour > 23 || minute > 59) {
      throw new IllegalArgumentException("must be two times of day from 00:00 to 23:59");
    }
    return LocalTime.of(hour, minute);
  }
}
