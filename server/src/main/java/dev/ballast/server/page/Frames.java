package dev.ballast.server.page;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.frame.Frame;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.text.Moments;
import dev.ballast.server.ServerError;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is around the content of each page.
final class Frames {
  private static final String LAST = "last";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String AGAINST = "against";
  private static final String PREVIOUS = "previous";
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(400);

  /// Of a page that shows a period.
  static final List<Parameter> PERIOD =
      List.of(
          Parameter.choice(
              LAST,
              List.of(Period.Choice.values()).stream().map(Period.Choice::key).toList(),
              "How long the period is that ends now; an hour if absent"),
          Parameter.moment(FROM, "The first moment of the period"),
          Parameter.moment(TO, "The moment after the period's last"),
          Parameter.choice(
              AGAINST,
              List.of(PREVIOUS),
              "Compares the period with the one of the same length before it"));

  private final Clock clock;

  Frames(Clock clock) {
    this.clock = clock;
  }

  Frame of(Call call, String title, Section section) {
    return frame(call, title, Optional.of(section), Optional.empty());
  }

  Frame of(Call call, String title, Section section, Period period) {
    return frame(call, title, Optional.of(section), Optional.of(period));
  }

  /// Of a page that belongs to no section.
  Frame apart(Call call, String title) {
    return frame(call, title, Optional.empty(), Optional.empty());
  }

  private Frame frame(Call call, String title, Optional<Section> section, Optional<Period> period) {
    return new Frame(
        title,
        section,
        call.requestPath(),
        period,
        call.viewer(),
        new Moments(clock.now(), call.zone()));
  }

  /// The period that a request names. Throws `request-invalid` where it is none.
  Period period(Call call) {
    Optional<String> against = call.query(AGAINST);
    if (against.isPresent() && !against.get().equals(PREVIOUS)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "a period is compared with the previous one only")
          .hint("Give against=previous, or leave it out.");
    }
    return asked(call).against(against.isPresent());
  }

  private Period asked(Call call) {
    Instant now = clock.now();
    Optional<Instant> from = call.moment(FROM);
    Optional<Instant> to = call.moment(TO);
    if (from.isEmpty() && to.isEmpty()) {
      String last = call.query(LAST).orElse(Period.Choice.HOUR.key());
      return Period.last(
          Period.Choice.of(last)
              .orElseThrow(
                  () ->
                      Fault.of(ServerError.REQUEST_INVALID, "there is no period of that name")
                          .hint("Choose one of 15m, 1h, 6h, 24h, 7d, 30d, or give from and to.")),
          now);
    }
    Instant end = to.orElse(now);
    Instant begin = from.orElseGet(() -> end.minus(Period.Choice.HOUR.length()));
    if (Duration.between(begin, end).compareTo(SHORTEST) < 0
        || Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the period is not from a minute to 400 days")
          .detail("from " + begin + " to " + end);
    }
    return Period.between(begin, end);
  }
}
