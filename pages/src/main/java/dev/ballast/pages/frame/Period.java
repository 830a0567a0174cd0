package dev.ballast.pages.frame;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The one period that everything on a page is of.
///
/// @param from in UTC
/// @param last how long it is where it ends now, and moves with the clock
public record Period(Instant from, Instant to, Optional<Choice> last) {
  public Period {
    requireNonNull(last, "last is null");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period has no length");
    }
  }

  /// A period up to now.
  public enum Choice {
    QUARTER("15m", "15 minutes", Duration.ofMinutes(15)),
    HOUR("1h", "1 hour", Duration.ofHours(1)),
    SIX_HOURS("6h", "6 hours", Duration.ofHours(6)),
    DAY("24h", "24 hours", Duration.ofHours(24)),
    WEEK("7d", "7 days", Duration.ofDays(7)),
    MONTH("30d", "30 days", Duration.ofDays(30));

    private final String key;
    private final String words;
    private final Duration length;

    Choice(String key, String words, Duration length) {
      this.key = key;
      this.words = words;
      this.length = length;
    }

    /// As an address has it.
    public String key() {
      return key;
    }

    public String words() {
      return words;
    }

    public Duration length() {
      return length;
    }

    public static Optional<Choice> of(String key) {
      return List.of(values()).stream().filter(each -> each.key.equals(key)).findFirst();
    }
  }

  public static Period last(Choice choice, Instant now) {
    return new Period(now.minus(choice.length()), now, Optional.of(choice));
  }

  public static Period between(Instant from, Instant to) {
    return new Period(from, to, Optional.empty());
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  /// The first moment as somebody would type it.
  public Instant fromSecond() {
    return from.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The moment after the last, as somebody would type it.
  public Instant toSecond() {
    return to.truncatedTo(ChronoUnit.SECONDS);
  }

  /// As the query of an address has it.
  public String query() {
    return last.map(choice -> "last=" + choice.key()).orElseGet(() -> query(from, to));
  }

  public String earlier() {
    return query(from.minus(length()), from);
  }

  public String later() {
    return query(to, to.plus(length()));
  }

  public String wider() {
    Duration half = length().dividedBy(2);
    return query(from.minus(half), to.plus(half));
  }

  private static String query(Instant from, Instant to) {
    return "from=" + from + "&to=" + to;
  }
}
