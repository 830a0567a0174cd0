package dev.ballast.report.change;

import dev.ballast.change.forecast.Interval;
import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.BrokenStatement;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.DerivedRollback;
import dev.ballast.change.rehearse.DiskUse;
import dev.ballast.change.rehearse.FileChange;
import dev.ballast.change.rehearse.LockHold;
import dev.ballast.change.rehearse.Measured;
import dev.ballast.change.rehearse.PlanChange;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.change.rehearse.PolicyFinding.Rule;
import dev.ballast.change.rehearse.RehearsedScript;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.change.rehearse.RehearsedStatement;
import dev.ballast.change.rehearse.RollbackProof;
import dev.ballast.change.rehearse.StandbyLag;
import dev.ballast.change.rehearse.TrafficEffect;
import dev.ballast.change.rehearse.TrafficStretch;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// A rehearsal of which every part has a value that a form can be read for.
final class OneRehearsal {
  private static final long GIGABYTE = 1L << 30;

  /// What each text of it becomes.
  private final UnaryOperator<String> words;

  private OneRehearsal(UnaryOperator<String> words) {
    this.words = words;
  }

  /// A table is rewritten under traffic, for longer than the policy allows.
  static RehearsalReport broken() {
    return of(UnaryOperator.identity());
  }

  /// The same with other texts in place of all that is not Ballast's own.
  static RehearsalReport of(UnaryOperator<String> words) {
    return new OneRehearsal(words).report();
  }

  private String say(String text) {
    return words.apply(text);
  }

  private RehearsalReport report() {
    return new RehearsalReport(
        say("ACCESS EXCLUSIVE on orders for 4.1 s (38 GB rewritten), 41 GB of WAL"),
        Verdict.refuted(say("4.1 s, and 1.0 s are allowed")),
        List.of(
            PolicyLine.of(new PolicyFinding(Rule.RUNS, Verdict.proved())),
            PolicyLine.of(
                new PolicyFinding(
                    Rule.LONGEST_BLOCKING, Verdict.refuted(say("4.1 s, and 1.0 s are allowed")))),
            PolicyLine.of(
                new PolicyFinding(
                    Rule.STANDBY_LAG, Verdict.undecided(say("no standby was attached"))))),
        new RollbackProof(
            Verdict.refuted(say("the index differs")),
            List.of(say("after the way back: index orders_a is gone")),
            List.of(say("sequence orders_id_seq stays at 9"))),
        List.of(
            new DerivedRollback(
                say("db/9.sql"),
                say("DROP INDEX orders_b;"),
                List.of(new DerivedRollback.Gap(say("DELETE FROM orders"), say("rows go"), true)))),
        RehearsalFigures.of(measured()),
        List.of(
            new ForecastLine(
                say("ALTER TABLE orders ADD a int"),
                Optional.of(
                    new ForecastLine.Predicted(
                        new Interval(2, 4.1, 8.4),
                        new Interval(1L << 30, 2L << 30, 4L << 30),
                        Optional.of(new Interval(100, 310, 900)),
                        "writing the table to another file",
                        say("By 7 outcomes of this kind."),
                        List.of(say("The disk is assumed to be as fast.")))),
                Optional.empty()),
            new ForecastLine(
                say("CALL p()"), Optional.empty(), Optional.of(say("nobody knows what it does")))),
        place(),
        new ChangeDigest(
            "ab".repeat(32),
            List.of(new ChangeDigest.Each(say("db/7.sql"), false, "cd".repeat(32)))),
        List.of(
            new SourceProblem(
                "file-unreadable", Severity.ERROR, say("db/8.sql"), 0, say("is no text"), "")),
        List.of(say("the traffic repeats 97 % of the calls")),
        new RehearsalReport.Ending(Optional.of(12L), true, say("ballast change rehearse db/7.sql")),
        Optional.empty(),
        Optional.empty());
  }

  private RehearsalPlace place() {
    return new RehearsalPlace(
        "shop-3f9a1c5e",
        say("shop"),
        "20261120t072257z-3f9a1c5e",
        true,
        Optional.of(Instant.parse("2026-11-20T07:22:57Z")),
        "17.11",
        say("a whole sandbox"),
        say("shop"),
        say("app"),
        Instant.parse("2026-11-20T10:22:57Z"),
        Instant.parse("2026-11-20T10:23:17Z"));
  }

  private Measured measured() {
    RehearsedStatement rewrite =
        new RehearsedStatement(
            1,
            3,
            say("ALTER TABLE orders ALTER COLUMN total TYPE bigint"),
            new Outcome.Done(),
            Duration.ofMillis(4123),
            List.of(
                new LockHold(say("orders"), LockMode.ACCESS_EXCLUSIVE, Duration.ofMillis(4130))),
            List.of(new FileChange(FileChange.Kind.REWRITTEN, say("orders"), 38 * GIGABYTE)),
            41 * GIGABYTE,
            new Blocking(12, 7, Duration.ofSeconds(4)));
    RehearsedStatement slip =
        new RehearsedStatement(
            1,
            1,
            say("DROP INDEX nobody"),
            new Outcome.Failed(
                "42704", say("index nobody does not exist"), Optional.empty(), Optional.empty()),
            Duration.ofNanos(300_000),
            List.of(),
            List.of(),
            0,
            Blocking.NONE);
    RehearsedScript up = script("db/7.sql", Direction.UP, rewrite, Optional.empty());
    RehearsedScript down =
        script(
            "db/7.down.sql", Direction.DOWN, slip, Optional.of(say("index nobody does not exist")));
    return new Measured(
        List.of(up, down),
        Optional.of(traffic(up)),
        Optional.of(new DiskUse(76 * GIGABYTE, 2 * GIGABYTE, -GIGABYTE)),
        Optional.of(new StandbyLag(5 * GIGABYTE, Duration.ofSeconds(90))),
        List.of(
            new BrokenStatement(
                say("SELECT total FROM orders"),
                say("db/7.sql statement 1"),
                "42804",
                say("types differ"))),
        List.of(
            new PlanChange(say("SELECT 2"), say("Index Scan"), say("Index Only Scan"), 9, 8, false),
            new PlanChange(say("SELECT 1"), say("Index Scan"), say("Seq Scan"), 8.4, 9000, true)),
        OptionalLong.of(310),
        true);
  }

  private RehearsedScript script(
      String file, Direction direction, RehearsedStatement statement, Optional<String> stopped) {
    return new RehearsedScript(
        say(file),
        direction,
        List.of(statement),
        Duration.ofMillis(4200),
        statement.blocking(),
        stopped);
  }

  private TrafficEffect traffic(RehearsedScript up) {
    return new TrafficEffect(
        say("pg_stat_statements of shop"),
        310,
        stretch(900, 1, List.of()),
        List.of(
            new TrafficEffect.Script(
                up, stretch(800, 1270, List.of(new TrafficStretch.Failures("55P03", 3))))),
        new TrafficStretch(
            Duration.ofSeconds(3), 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, List.of()),
        List.of(new TrafficEffect.NotReplayed(say("SELECT now()"), say("it writes"), 0.029)),
        0.971);
  }

  private static TrafficStretch stretch(
      long completed, int waiting, List<TrafficStretch.Failures> failures) {
    return new TrafficStretch(
        Duration.ofSeconds(3),
        completed,
        Duration.ofNanos(400_000),
        Duration.ofMillis(12),
        Duration.ofMillis(4100),
        waiting,
        failures);
  }
}
