package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ancestors of a timeline. Immutable.
///
/// The file is kept byte for byte, because a restore must put back what the server wrote.
public final class TimelineHistory {
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d{1,10})\\s+([0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8})(?:\\s+(.*))?");

  private final TimelineId timeline;
  private final byte[] content;
  private final List<Entry> entries;

  private TimelineHistory(TimelineId timeline, byte[] content, List<Entry> entries) {
    this.timeline = timeline;
    this.content = content;
    this.entries = List.copyOf(entries);
  }

  /// One line: `timeline` was left at `switchPoint`.
  public record Entry(TimelineId timeline, Lsn switchPoint, String reason) {
    public Entry {
      requireNonNull(timeline, "timeline is null");
      requireNonNull(switchPoint, "switchPoint is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /// Reads a history file as `readTimeLineHistory` in `timeline.c` does: `#` begins a remark, and
  /// timelines ascend.
  ///
  /// @throws IllegalArgumentException where the content is not a history of `timeline`
  public static TimelineHistory parse(TimelineId timeline, byte[] content) {
    List<Entry> entries = new ArrayList<>();
    int last = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      long number = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
      if (number <= last || number >= timeline.value()) {
        throw new IllegalArgumentException(
            "not a line of the history of timeline " + timeline + ": " + line.strip());
      }
      last = (int) number;
      entries.add(
          new Entry(
              new TimelineId(last),
              Lsn.parse(matcher.group(2)),
              Optional.ofNullable(matcher.group(3)).orElse("").strip()));
    }
    return new TimelineHistory(timeline, content.clone(), entries);
  }

  public TimelineId timeline() {
    return timeline;
  }

  public String fileName() {
    return timeline.historyFileName();
  }

  public byte[] content() {
    return content.clone();
  }

  /// Oldest first.
  public List<Entry> entries() {
    return entries;
  }
}
