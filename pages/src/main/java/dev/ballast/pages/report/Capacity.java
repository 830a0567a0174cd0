package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Something that can be used up, and when it is at the pace of its stored figures.
///
/// @param subject such as the place of a file system or the name of a key
/// @param present bytes that are free or taken, or the share that is used
/// @param perDay how much it changes, where that is known
/// @param date when nothing is left
/// @param earliest when it is if the pace is as high as the figures allow, at 90 %
/// @param latest the same if it is as low; empty where that is not within a year
/// @param unknown why no date is known
public record Capacity(
    String target,
    Kind kind,
    String subject,
    double present,
    Optional<Double> perDay,
    Outlook outlook,
    Optional<Instant> date,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    Optional<String> unknown) {
  public Capacity {
    requireNonNull(target, "target is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(perDay, "perDay is null");
    requireNonNull(outlook, "outlook is null");
    requireNonNull(date, "date is null");
    requireNonNull(earliest, "earliest is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(unknown, "unknown is null");
    if ((outlook == Outlook.RUNS_OUT) != date.isPresent()) {
      throw new IllegalArgumentException("a date, and no exhaustion, or the opposite");
    }
  }

  /// What it is of.
  public enum Kind {
    /// Free space of a file system.
    DISK("free space"),
    /// All databases of a target; they have no end of their own.
    DATABASES("size of databases"),
    /// A column of smallint or integer that a sequence fills.
    KEY("key"),
    SEQUENCE("sequence");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// What its trend says, the most urgent first.
  public enum Outlook {
    RUNS_OUT,
    UNKNOWN,
    /// It has no end that is known.
    GROWS,
    NOT_WITHIN_A_YEAR
  }
}
