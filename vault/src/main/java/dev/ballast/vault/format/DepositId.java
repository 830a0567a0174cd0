package dev.ballast.vault.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of one deposit: when it began, to the second, and 32 random bits, as in
/// `20261120t072257z-3f9a1c5e`. It says nothing of what was deposited, for it is the one thing of
/// a deposit that can be read without the key, apart from whether it holds a backup or, where the
/// id ends in `-wal`, write-ahead log. Sorts by time.
public record DepositId(@JsonValue String text) implements Comparable<DepositId> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int RANDOM_BYTES = 4;
  private static final String OF_LOG = "-wal";
  private static final Pattern FORM =
      Pattern.compile("[0-9]{8}t[0-9]{6}z-[0-9a-f]{8}(" + OF_LOG + ")?");

  @JsonCreator
  public DepositId {
    if (!isDepositId(text)) {
      throw new IllegalArgumentException("not a deposit id: " + text);
    }
  }

  /// A new id for a deposit that begins at `now`.
  public static DepositId next(Instant now) {
    return new DepositId(
        STAMP.format(now) + "-" + HexFormat.of().formatHex(Randomness.bytes(RANDOM_BYTES)));
  }

  /// A new id for a deposit of write-ahead log that begins at `now`.
  public static DepositId nextOfLog(Instant now) {
    return new DepositId(next(now).text + OF_LOG);
  }

  /// A new id for a deposit of write-ahead log that begins at `now` and follows this one, whatever
  /// the clock says. A name that no following one is possible for is passed over.
  public DepositId nextOfLogAfter(Instant now) {
    DepositId next = nextOfLog(now);
    if (next.compareTo(this) > 0) {
      return next;
    }
    try {
      Instant begun = STAMP.parse(stamp(), Instant::from);
      return begun.isBefore(LAST) ? nextOfLog(begun.plusSeconds(1)) : next;
    } catch (DateTimeParseException noMoment) {
      return next;
    }
  }

  /// Whether the constructor takes `text`.
  public static boolean isDepositId(String text) {
    return FORM.matcher(text).matches();
  }

  /// Whether it holds write-ahead log between backups, and not a backup.
  public boolean holdsLog() {
    return text.endsWith(OF_LOG);
  }

  /// Whether it began in an earlier second. Of two that began in the same second, neither is older:
  /// the rest of an id is drawn at random.
  public boolean isOlderThan(DepositId other) {
    return stamp().compareTo(other.stamp()) < 0;
  }

  private String stamp() {
    return text.substring(0, text.indexOf('-'));
  }

  @Override
  public int compareTo(DepositId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
