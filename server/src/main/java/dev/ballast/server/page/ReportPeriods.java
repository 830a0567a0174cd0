package dev.ballast.server.page;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.frame.Period;
import dev.ballast.server.ServerError;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Of which period a report is.
record ReportPeriods(Clock clock) {
  private static final String LAST = "last";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final List<Period.Choice> CHOICES =
      List.of(Period.Choice.WEEK, Period.Choice.MONTH);
  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(180);

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.choice(
              LAST,
              CHOICES.stream().map(Period.Choice::key).toList(),
              "How long the period is that ends now; 30 days if absent"),
          Parameter.moment(FROM, "The first moment of the period"),
          Parameter.moment(TO, "The moment after the period's last"));

  /// @param query as an address has it
  record Bounds(Instant from, Instant to, String query) {}

  /// Throws `request-invalid` where a request names none.
  Bounds of(Call call) {
    Instant now = clock.now();
    Optional<Instant> from = call.moment(FROM);
    Optional<Instant> to = call.moment(TO);
    if (from.isEmpty() && to.isEmpty()) {
      String last = call.query(LAST).orElse(Period.Choice.MONTH.key());
      Period.Choice choice =
          CHOICES.stream()
              .filter(each -> each.key().equals(last))
              .findFirst()
              .orElseThrow(
                  () ->
                      Fault.of(ServerError.REQUEST_INVALID, "there is no period of that name")
                          .hint("Choose 7d or 30d, or give from and to."));
      return new Bounds(now.minus(choice.length()), now, "last=" + choice.key());
    }
    Instant end = to.orElse(now);
    Instant begin = from.orElseGet(() -> end.minus(Period.Choice.MONTH.length()));
    Duration length = Duration.between(begin, end);
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the period is not from 1 to 180 days")
          .detail("from " + begin + " to " + end);
    }
    return new Bounds(begin, end, "from=" + begin + "&to=" + end);
  }
}
