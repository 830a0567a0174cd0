package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Set;

/// When somebody reads what can wait.
///
/// @param window of each of the days
/// @param days on which the window opens
public record WorkHours(DailyWindow window, Set<DayOfWeek> days) {
  public WorkHours {
    requireNonNull(window, "window is null");
    days = Set.copyOf(days);
  }

  /// Whether the window is open. One that lasts past midnight belongs to the day on which it
  /// opened.
  public boolean areNow(Instant now) {
    return window
        .openAt(now)
        .map(opening -> opening.opens().atZone(window.zone()).getDayOfWeek())
        .filter(days::contains)
        .isPresent();
  }
}
