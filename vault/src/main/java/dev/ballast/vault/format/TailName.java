package dev.ballast.vault.format;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a tail: whose stream it is of, on which branch of it, at which byte of the stream it
/// begins, and 32 random bits, since one may be begun at the same byte again. In hexadecimal
/// digits, as in `6a1f03c2b8d9e471-00000001-0000000003000000-3f9a1c5e`.
///
/// @param stream a cluster's system identifier
/// @param branch a timeline
/// @param start the position of its first byte, unsigned
public record TailName(long stream, int branch, long start, String random)
    implements Comparable<TailName> {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{16})-([0-9a-f]{8})-([0-9a-f]{16})-([0-9a-f]{8})");
  private static final int RANDOM_BYTES = 4;
  private static final Comparator<TailName> ORDER = Comparator.comparing(TailName::toString);

  public TailName {
    requireNonNull(random, "random is null");
  }

  /// A new name for what begins there.
  public static TailName next(long stream, int branch, long start) {
    return new TailName(
        stream, branch, start, HexFormat.of().formatHex(Randomness.bytes(RANDOM_BYTES)));
  }

  /// The name that `text` is; empty where it is none.
  public static Optional<TailName> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new TailName(
            Long.parseUnsignedLong(parts.group(1), 16),
            Integer.parseUnsignedInt(parts.group(2), 16),
            Long.parseUnsignedLong(parts.group(3), 16),
            parts.group(4)));
  }

  @Override
  public int compareTo(TailName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x-%08x-%016x-%s", stream, branch, start, random);
  }
}
