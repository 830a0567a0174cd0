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
/// @param againstPrevious whether it is compared with the period of the same length before it
public record Period(Instant from, Instant to, Optional<Choice> last, boolean againstPrevious) {
  /// How an address says that a period is compared.
  public static final String AGAINST_PREVIOUS = "against=previous";

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
    return new Period(now.minus(choice.length()), now, Optional.of(choice), false);
  }

  public static Period between(Instant from, Instant to) {
    return new Period(from, to, Optional.empty(), false);
  }

  /// The same, compared with the one before it or not.
  public Period against(boolean previous) {
    return new Period(from, to, last, previous);
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
    return last.map(this::query).orElseGet(() -> query(from, to));
  }

  /// Another period up to now.
  public String query(Choice choice) {
    return compared("last=" + choice.key());
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

  private String query(Instant from, Instant to) {
    return compared("from=" + from + "&to=" + to);
  }

  private String compared(String query) {
    return againstPrevious ? query + "&" + AGAINST_PREVIOUS : query;
  }
}
