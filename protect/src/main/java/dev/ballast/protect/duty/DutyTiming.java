package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.config.DailyWindow;
import dev.ballast.targets.config.DailyWindow.Opening;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// When something that must not become too old is done again. Each name has a moment of its own
/// within the time there is, so that a fleet does not do all at once: between one half and three
/// quarters of the age that is allowed, and early in a window, at most a quarter of the age after
/// its beginning.
///
/// @param name what it is done for
/// @param age that it may have
/// @param window outside of which it does not begin
public record DutyTiming(String name, Duration age, Optional<DailyWindow> window) {
  /// The latest share of the age, so that a run that fails can be repeated.
  private static final double LATEST = 0.75;

  private static final double SPREAD = 0.25;

  /// What begins this much later was missed: nobody was there to do it. What was done this much
  /// later than now was done by another clock.
  private static final Duration PUNCTUAL = Duration.ofMinutes(10);

  public DutyTiming {
    requireNonNull(name, "name is null");
    requireNonNull(age, "age is null");
    requireNonNull(window, "window is null");
  }

  /// What is to be done now.
  ///
  /// @param since when it should have begun
  /// @param missed whether that is so long ago that it was missed
  public record Due(Instant since, boolean missed) {
    /// A sentence's beginning where it was missed, empty otherwise.
    public String inWords() {
      return missed ? "caught up, due since " + since + ": " : "";
    }
  }

  /// Whether it is due. What was last done in the future, before a clock was set back, counts as
  /// never done: else nothing would be done until then.
  ///
  /// @param done when it was last done
  public Optional<Due> due(Optional<Instant> done, Instant now) {
    Optional<Instant> last = done.filter(at -> Duration.between(now, at).compareTo(PUNCTUAL) <= 0);
    Instant from = last.map(at -> at.plus(part(age, LATEST - SPREAD * share()))).orElse(now);
    Instant since = window.map(w -> within(w, last, from, now)).orElse(from);
    return now.isBefore(since)
        ? Optional.empty()
        : Optional.of(
            new Due(
                since, last.isPresent() && Duration.between(since, now).compareTo(PUNCTUAL) > 0));
  }

  /// The moment within a window at which what is due from `from` on begins. A window is used before
  /// that moment where it comes before the next one.
  private Instant within(DailyWindow daily, Optional<Instant> last, Instant from, Instant now) {
    Optional<Opening> open = daily.openAt(now);
    if (open.isEmpty()) {
      return daily.nextOpening(now).opens();
    }
    Opening today = open.get();
    if (from.isAfter(today.opens())) {
      boolean done = last.isEmpty() || !last.get().isBefore(today.opens());
      boolean later = from.isAfter(daily.nextOpening(now).opens());
      return done || later ? from : start(today);
    }
    Instant start = start(daily.openAt(from).orElseGet(() -> daily.nextOpening(from)));
    return from.isAfter(start) ? from : start;
  }

  private Instant start(Opening opening) {
    Duration half = Duration.between(opening.opens(), opening.closes()).dividedBy(2);
    Duration allowed = part(age, SPREAD);
    return opening.opens().plus(part(half.compareTo(allowed) < 0 ? half : allowed, share()));
  }

  /// From 0 to 1, and always the same for a name.
  private double share() {
    CRC32C sum = new CRC32C();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() / (double) (1L << 32);
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }
}
