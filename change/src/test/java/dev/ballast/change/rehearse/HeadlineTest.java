package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Verdict;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final RollbackProof PROVED =
      new RollbackProof(Verdict.proved(), List.of(), List.of());

  @Test
  void theWorstLockComesWithWhatIsRewrittenUnderIt() {
    Measured measured = Results.quiet(Results.up(Duration.ofMillis(4100)));

    assertThat(Headline.of(measured, PROVED, Optional.empty()))
        .isEqualTo(
            "ACCESS EXCLUSIVE on orders for 4.1 s (38 MB rewritten), 41 MB of WAL,"
                + " undone completely by its rollback");
  }

  @Test
  void underTrafficTheQueueIsNamed() {
    RehearsedScript up = Results.up(Duration.ofSeconds(4));
    Measured measured =
        new Measured(
            List.of(up),
            Optional.of(
                new TrafficEffect(
                    "pg_stat_statements",
                    310,
                    Results.stretch(2, Duration.ofMillis(12)),
                    List.of(
                        new TrafficEffect.Script(up, Results.stretch(1240, Duration.ofSeconds(4)))),
                    Results.stretch(2, Duration.ofMillis(12)),
                    List.of(),
                    1)),
            Optional.empty(),
            Optional.of(new StandbyLag(1 << 20, Duration.ofSeconds(90))),
            List.of(),
            List.of(),
            OptionalLong.empty(),
            true);

    assertThat(
            Headline.of(
                measured,
                new RollbackProof(
                    Verdict.refuted("column orders.note is gone"), List.of(), List.of()),
                Optional.empty()))
        .isEqualTo(
            "ACCESS EXCLUSIVE on orders for 4.0 s (38 MB rewritten), 1240 statements waiting at"
                + " 310/s, 41 MB of WAL, a standby lags 90 s, not undone by its rollback: column"
                + " orders.note is gone");
  }

  @Test
  void aHarmlessChangeSaysThatNobodyWaits() {
    Measured measured =
        Results.quiet(
            Results.script(
                Direction.UP,
                Results.statement(
                    Duration.ofSeconds(9), LockMode.SHARE_UPDATE_EXCLUSIVE, Blocking.NONE)));

    assertThat(
            Headline.of(
                measured,
                new RollbackProof(Verdict.undecided("there is none"), List.of(), List.of()),
                Optional.of("the old values are not kept")))
        .isEqualTo(
            "no lock that readers or writers wait for, 41 MB of WAL,"
                + " one-way: the old values are not kept");
  }

  @Test
  void durationsHaveTwoFiguresThatMatter() {
    assertThat(Seconds.of(Duration.ofNanos(320_000))).isEqualTo("0.3 ms");
    assertThat(Seconds.of(Duration.ofMillis(41))).isEqualTo("41 ms");
    assertThat(Seconds.of(Duration.ofMillis(4_140))).isEqualTo("4.1 s");
    assertThat(Seconds.of(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(Seconds.of(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
  }

  @Test
  void onATwinItNamesTheStrongestLockAndNoFigure() {
    Measured measured =
        Results.onTwin(
            Results.script(
                Direction.UP,
                Results.statement(Duration.ofSeconds(9), LockMode.SHARE, Blocking.NONE)),
            Results.script(
                Direction.UP,
                Results.statement(Duration.ZERO, LockMode.ACCESS_EXCLUSIVE, Blocking.NONE)));

    assertThat(Headline.of(measured, PROVED.withoutRows(), Optional.empty()))
        .isEqualTo(
            "ACCESS EXCLUSIVE on orders (rewritten), durations and WAL not measured: a twin has no"
                + " rows, rollback undecided: whether the rows are restored was not measured: a"
                + " twin has no rows");
  }
}
