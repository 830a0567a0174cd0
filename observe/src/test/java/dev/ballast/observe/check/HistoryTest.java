package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Deadlocks of a database, counted.
class HistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Family<?> DATABASE =
      Families.all().stream()
          .<Family<?>>map(f -> f)
          .filter(f -> f.name().equals("database"))
          .findFirst()
          .orElseThrow();

  private final History history = new History(Set.of("database"));

  /// A database with so many deadlocks.
  private record Counted(String database, double deadlocks, double reset) {
    Figures figures() {
      double[] values = new double[DATABASE.metrics().size()];
      Arrays.fill(values, Double.NaN);
      values[DATABASE.layout().indexOf("deadlocks")] = deadlocks;
      values[DATABASE.layout().indexOf("reset_timestamp_seconds")] = reset;
      return new Figures(Labels.of("database", database), values);
    }
  }

  private static Counted shop(double deadlocks) {
    return new Counted("shop", deadlocks, 1);
  }

  /// What has grown of the last of these, read at a second.
  private Optional<Growth> growth(long second, Instant started, Counted... databases) {
    FamilyState state =
        new FamilyState(
            DATABASE,
            Optional.of(
                new Reading(
                    "shop",
                    DATABASE.layout(),
                    START.plusSeconds(second),
                    Arrays.stream(databases).map(Counted::figures).toList())),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Duration.ofSeconds(second).toNanos());
    history.take(
        new TargetState(
            "shop",
            Optional.of(new ServerFacts(ServerVersion.parse("18.0"), "system", started, false)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TargetState.Cost(Duration.ZERO, 1, Duration.ZERO),
            List.of(state),
            new TargetDetail(List.of(), Map.of(), Optional.empty())),
        START.plusSeconds(second));
    return history.growth(
        new Entity(state, databases[databases.length - 1].figures()), "deadlocks", WINDOW);
  }

  private Optional<Growth> growth(long second, Counted... databases) {
    return growth(second, START, databases);
  }

  private static Growth of(double amount, long seconds) {
    return new Growth(amount, Duration.ofSeconds(seconds));
  }

  @Test
  void aWindowBeginsWithTheNewestReadingThatIsOldEnough() {
    assertThat(growth(0, shop(5))).isEmpty();
    assertThat(growth(10, shop(6))).contains(of(1, 10));
    assertThat(growth(300, shop(7))).contains(of(2, 300));
    assertThat(growth(600, shop(8))).contains(of(3, 600));
    assertThat(growth(890, shop(9))).contains(of(4, 890));
    assertThat(growth(900, shop(9))).contains(of(2, 600));
  }

  @Test
  void aCounterThatBeganAgainIsComparedSinceThenOnly() {
    growth(0, shop(5));
    assertThat(growth(10, shop(2))).isEmpty();
    growth(300, shop(3));
    assertThat(growth(310, shop(4))).contains(of(1, 10));
    // It has more than at the beginning by now, and another moment of reset.
    assertThat(growth(320, new Counted("shop", 9, 2))).isEmpty();
  }

  @Test
  void nothingIsComparedAcrossARestart() {
    growth(0, shop(5));
    assertThat(growth(20, START.plusSeconds(15), shop(6))).isEmpty();
    assertThat(growth(30, START.plusSeconds(15), shop(8))).contains(of(2, 10));
  }

  @Test
  void whatIsNewIsRememberedFromItsFirstReading() {
    growth(0, shop(5));
    assertThat(growth(20, shop(5), new Counted("young", 1, 1))).isEmpty();
    assertThat(growth(50, shop(5), new Counted("young", 4, 1))).contains(of(3, 30));
  }

  /// 300, 300, 3,000, 0 and 300 in five minutes each: a batch and a pause are not usual.
  @Test
  void whatIsUsualIsTheMedian() {
    assertThat(usual(shop(0))).isEmpty();
    growth(0, shop(0));
    growth(300, shop(300));
    growth(600, shop(600));
    growth(900, shop(3600));
    growth(1200, shop(3600));
    growth(1500, shop(3900));
    assertThat(usual(shop(3900))).hasValue(1);
    // Where half of them are of a batch, the batch is usual.
    growth(1800, shop(6900));
    growth(2100, shop(9900));
    growth(2400, shop(12_900));
    assertThat(usual(shop(12_900))).hasValue(10);
  }

  private OptionalDouble usual(Counted database) {
    FamilyState state =
        new FamilyState(
            DATABASE,
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Duration.ofSeconds(1).toNanos());
    return history.usualRate(new Entity(state, database.figures()), "deadlocks");
  }

  @Test
  void whatIsUnknownHasNotGrown() {
    growth(0, shop(Double.NaN));
    assertThat(growth(10, shop(3))).isEmpty();
    assertThat(growth(20, shop(Double.NaN))).isEmpty();
  }
}
