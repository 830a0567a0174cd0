package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server archives and asks for in recovery, by its name (access/xlog_internal.h).
public sealed interface WalFileName {
  /// A whole segment.
  ///
  /// @param high which logical file of 4 GiB it is in
  /// @param low which segment of that
  record Segment(TimelineId timeline, long high, long low) implements WalFileName {
    public Segment {
      requireNonNull(timeline, "timeline is null");
    }

    /// The segment, once its size is known; empty where no segment of that size has such a name.
    Optional<WalSegment> ofSize(int size) {
      long perFile = 0x1_0000_0000L / size;
      return low < perFile
          ? Optional.of(new WalSegment(timeline, high * perFile + low, size))
          : Optional.empty();
    }
  }

  /// The history of a timeline.
  record History(TimelineId timeline) implements WalFileName {
    public History {
      requireNonNull(timeline, "timeline is null");
    }
  }

  /// What no recovery reads: the first part of a segment that a promotion left, of which all that
  /// counts is also in the first segment of the next timeline, and the note of a base backup.
  record ForPeople() implements WalFileName {}

  /// Not a name of either.
  record Unknown() implements WalFileName {}

  /// How a name is read.
  final class Reading {
    private static final Pattern SEGMENT =
        Pattern.compile(
            "([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(\\.partial|\\.[0-9A-F]{8}\\.backup)?");
    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8})\\.history");

    private Reading() {}
  }

  /// Reads a name without folders.
  static WalFileName parse(String name) {
    Matcher segment = Reading.SEGMENT.matcher(name);
    if (segment.matches()) {
      int timeline = Integer.parseUnsignedInt(segment.group(1), 16);
      if (segment.group(4) != null) {
        return new ForPeople();
      }
      return timeline < 1
          ? new Unknown()
          : new Segment(
              new TimelineId(timeline),
              Long.parseLong(segment.group(2), 16),
              Long.parseLong(segment.group(3), 16));
    }
    Matcher history = Reading.HISTORY.matcher(name);
    if (history.matches()) {
      int timeline = Integer.parseUnsignedInt(history.group(1), 16);
      return timeline < 1 ? new Unknown() : new History(new TimelineId(timeline));
    }
    return new Unknown();
  }
}
