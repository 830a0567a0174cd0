package dev.ballast.observe.catalogue;

import dev.ballast.observe.anomaly.Anomaly;
import dev.ballast.observe.anomaly.Departure;
import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.anomaly.Season;
import dev.ballast.observe.catalogue.Fixture.Made;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.Usual;
import dev.ballast.observe.usual.UsualFigure;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a figure usually is takes two days to be learned.
final class UnusualFixtures {
  private static final String WHY = "what is usual is learned in two days";
  private static final Labels STATEMENT = Hand.labels("database", "shop", "queryid", "17");

  private UnusualFixtures() {}

  static List<Fixture> list() {
    return List.of(
        of("statement-mean-unusual", UsualFigure.STATEMENT_MEAN, STATEMENT),
        of("statement-calls-unusual", UsualFigure.STATEMENT_CALLS, STATEMENT),
        of("commits-unusual", UsualFigure.COMMITS, Labels.of("database", "shop")),
        of("connections-unusual", UsualFigure.CONNECTIONS, Labels.NONE),
        of("wal-rate-unusual", UsualFigure.WAL_RATE, Labels.NONE),
        of("lag-unusual", UsualFigure.REPLAY_LAG, Labels.of("standby", "b")));
  }

  /// Sick is a departure of the figure that lasts; well is one of another figure beside it.
  private static Fixture of(String check, UsualFigure figure, Labels subject) {
    UsualFigure other =
        figure == UsualFigure.WAL_RATE ? UsualFigure.CONNECTIONS : UsualFigure.WAL_RATE;
    return new Made(check, WHY, observed(figure, subject), observed(other, Labels.NONE));
  }

  static Observed observed(UsualFigure figure, Labels subject) {
    Instant since = Hand.START.plus(Duration.ofMinutes(1));
    Anomaly anomaly =
        new Anomaly(
            since,
            since.plus(Duration.ofMinutes(5)),
            Departure.VALUE,
            50,
            new Expectation(10, 20, Season.DAILY),
            0.75);
    Unusual departure =
        new Unusual(
            figure,
            subject,
            anomaly,
            60,
            Hand.START.plusSeconds(3_600),
            List.of("web was deployed"));
    List<Usual.Progress> progress =
        List.of(
            new Usual.Progress(UsualFigure.WAL_RATE, 1, 0, Duration.ofDays(2)),
            new Usual.Progress(figure, 1, 1, Duration.ofDays(2)));
    Usual usual = new Usual(List.of(departure), progress);
    Observed observed = new Hand().observed(3_660, 10);
    return new Observed(
        observed.target(),
        observed.state(),
        observed.inventories(),
        observed.events(),
        observed.now(),
        observed.history(),
        Surroundings.NONE.with(usual));
  }
}
