package dev.ballast.server.page;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.course.Latencies;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.LockWaited;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.StatementRun;
import dev.ballast.change.course.Way;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.sql.LockMode;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evidence for pictures: a proof, and a rehearsal whose prediction did not hold. The names in it
/// try to be markup.
final class SampleEvidence {
  static final long PROOF = 1;
  static final long REHEARSAL = 2;

  private static final Instant BEGAN = Instant.parse("2026-11-30T08:00:00Z");
  private static final String STATEMENT =
      "ALTER TABLE \"<b>orders</b>\" ADD COLUMN note text DEFAULT '<i>'";

  private SampleEvidence() {}

  static void fill(Vault vault) {
    EvidenceLog log = vault.evidence();
    log.append(proof());
    long rehearsal = log.append(RehearsalClaim.KIND, rehearsal()).seq();
    long prediction =
        log.append(
                PredictionRecord.PREDICTION,
                new ChangePrediction(
                    "V7.sql",
                    "shop",
                    List.of(predicted(1, STATEMENT), predicted(2, "CREATE INDEX ON orders (note)")),
                    Optional.of(rehearsal)))
            .seq();
    log.append(
        PredictionRecord.OUTCOME,
        new ChangeOutcome(
            "alter table",
            STATEMENT,
            "shop",
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            "pg_stat_statements",
            Optional.of(new ChangeOutcome.Of(prediction, 1))));
  }

  private static ChangePrediction.Statement predicted(int number, String text) {
    return new ChangePrediction.Statement(
        number,
        "alter table",
        text,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(4),
        Optional.empty(),
        Optional.empty());
  }

  private static Proof proof() {
    return new Proof(
        "backup 20261130t075900z-3f9a1c5e of shop restores, and every page of it was read",
        "shop 20261130t075900z-3f9a1c5e",
        BEGAN,
        BEGAN.plusSeconds(95),
        List.of(
            new LevelResult(
                Level.L0,
                Verdict.proved(),
                Duration.ofSeconds(12),
                "1,204 files are as they were stored",
                List.of("no file was missing"))),
        List.of(
            new Phase(Phase.RESTORE, Duration.ofSeconds(40), 2L << 30),
            new Phase(Phase.WAL_CHECK, Duration.ofSeconds(6), 300L << 20),
            new Phase(Phase.START, Duration.ofSeconds(9), 0),
            new Phase(Phase.REPLAY, Duration.ofSeconds(22), 300L << 20),
            new Phase(Phase.PROMOTION, Duration.ofSeconds(1), 0)),
        Duration.ofSeconds(84),
        List.of("Ballast 0.1.0"),
        "a sandbox",
        "ballast prove --target shop");
  }

  private static RehearsalClaim rehearsal() {
    return new RehearsalClaim(
        "ACCESS EXCLUSIVE on orders for 2.4 s, 11 statements waited",
        "shop 20261130t075900z-3f9a1c5e",
        new ChangeDigest(
            "ab".repeat(32), List.of(new ChangeDigest.Each("V7.sql", false, "cd".repeat(32)))),
        RehearsalPolicy.DEFAULT,
        List.of(
            new PolicyFinding(PolicyFinding.Rule.RUNS, Verdict.proved()),
            new PolicyFinding(
                PolicyFinding.Rule.LONGEST_BLOCKING, Verdict.refuted("2.4 s, allowed is 1.0 s")),
            new PolicyFinding(PolicyFinding.Rule.ROLLBACK, Verdict.proved())),
        Verdict.proved(),
        List.of("V7.sql"),
        0,
        new RehearsalClaim.Run(
            "shop-3f9a1c5e",
            Optional.of(BEGAN),
            "18.1",
            "a sandbox",
            "shop",
            "app",
            BEGAN,
            BEGAN.plusSeconds(12)),
        "ballast change rehearse V7.sql --target shop --traffic statements",
        Optional.of(course()),
        Optional.of(new StateCompared(412, 9, 1_240_000, 0, 0, true, List.of(), 0)));
  }

  /// 12 s: 3 s before, the script, its way back, and again, 3 s after.
  private static RehearsalCourse course() {
    List<Latencies> latencies = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      long from = i * 250L;
      boolean waits = from >= 3_000 && from < 5_400;
      latencies.add(
          new Latencies(
              Duration.ofMillis(from),
              from >= 3_250 && from < 3_750 ? 0 : 12,
              0,
              0,
              Duration.ofMillis(waits ? 900 : 2),
              Duration.ofMillis(waits ? 5_400 - from : 6 + i % 5),
              Duration.ofMillis(waits ? 5_400 - from + 40 : 9 + i % 7)));
    }
    return new RehearsalCourse(
        RehearsalCourse.FORM,
        BEGAN,
        Duration.ofSeconds(12),
        Duration.ofMillis(250),
        latencies,
        List.of(
            script(Way.FORWARDS, 3_000, 5_400, 11),
            script(Way.BACK, 6_400, 6_500, 0),
            script(Way.FORWARDS_AGAIN, 7_500, 8_200, 2)),
        0);
  }

  private static ScriptCourse script(Way way, long from, long to, int waits) {
    return new ScriptCourse(
        "V7.sql",
        way,
        Duration.ofMillis(from),
        Duration.ofMillis(to),
        List.of(
            new StatementRun(
                1, 3, STATEMENT, Duration.ofMillis(from), Duration.ofMillis(to - 20), false)),
        List.of(
            held(LockMode.ACCESS_EXCLUSIVE, "<b>orders</b>", from, to),
            held(LockMode.SHARE_ROW_EXCLUSIVE, "customers", from, to)),
        waits == 0
            ? List.of()
            : List.of(
                new LockWaited(
                    "<b>orders</b>",
                    LockMode.ACCESS_SHARE,
                    Duration.ofMillis(from + 30),
                    Duration.ofMillis(to),
                    waits,
                    Duration.ofMillis(to - from - 30))));
  }

  private static LockHeld held(LockMode mode, String relation, long from, long to) {
    return new LockHeld(relation, mode, 1, Duration.ofMillis(from), Duration.ofMillis(to));
  }
}
