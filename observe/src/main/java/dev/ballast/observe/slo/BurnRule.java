package dev.ballast.observe.slo;

import java.time.Duration;

/// From which burn rate on an alert is raised, and over which two windows: the longer one says that
/// it matters, the shorter one that it is still so.
public enum BurnRule {
  /// A fiftieth of the budget within an hour.
  PAGE_WITHIN_AN_HOUR(14.4, Duration.ofHours(1), Duration.ofMinutes(5), true),
  /// A twentieth within six hours.
  PAGE_WITHIN_SIX_HOURS(6, Duration.ofHours(6), Duration.ofMinutes(30), true),
  /// A tenth within a day.
  TICKET_WITHIN_A_DAY(3, Duration.ofDays(1), Duration.ofHours(2), false),
  /// A tenth within three days.
  TICKET_WITHIN_THREE_DAYS(1, Duration.ofDays(3), Duration.ofHours(6), false);

  private final double rate;
  private final Duration longer;
  private final Duration shorter;
  private final boolean page;

  BurnRule(double rate, Duration longer, Duration shorter, boolean page) {
    this.rate = rate;
    this.longer = longer;
    this.shorter = shorter;
    this.page = page;
  }

  public double rate() {
    return rate;
  }

  public Duration longer() {
    return longer;
  }

  public Duration shorter() {
    return shorter;
  }

  /// Whether somebody has to act now.
  public boolean isPage() {
    return page;
  }
}
