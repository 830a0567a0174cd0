package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.rehearse.PolicyFinding.Rule;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.Verdict;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
  /// The statement of all results here.
  private static final String ALTER = "ALTER TABLE orders ALTER COLUMN total TYPE bigint";

  private static final RollbackProof PROVED =
      new RollbackProof(Verdict.proved(), List.of(), List.of());

  private static List<PolicyFinding> check(RehearsalPolicy policy, Measured measured) {
    return PolicyCheck.of(policy, measured, PROVED, Optional.empty());
  }

  private static Verdict verdict(List<PolicyFinding> findings, Rule rule) {
    return findings.stream()
        .filter(finding -> finding.rule() == rule)
        .map(PolicyFinding::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLockAsLongAsAllowedIsWithinThePolicyAndALongerOneBreaksIt() {
    Measured allowed = Results.quiet(Results.up(Duration.ofSeconds(1)));
    Measured longer = Results.quiet(Results.up(Duration.ofMillis(4100)));

    assertThat(verdict(check(RehearsalPolicy.DEFAULT, allowed), Rule.LONGEST_BLOCKING))
        .isEqualTo(Verdict.proved());
    assertThat(verdict(check(RehearsalPolicy.DEFAULT, longer), Rule.LONGEST_BLOCKING))
        .isEqualTo(Verdict.refuted("4.1 s, and 1.0 s are allowed: V1.sql, line 1: " + ALTER));
  }

  @Test
  void whoWaitsForAStatementThatWaitsItselfCountsToo() {
    Blocking queue = new Blocking(12, 12, Duration.ofSeconds(3));
    Measured measured =
        Results.quiet(
            Results.script(
                Direction.UP,
                Results.statement(Duration.ofMillis(5), LockMode.ACCESS_EXCLUSIVE, queue)));

    assertThat(verdict(check(RehearsalPolicy.DEFAULT, measured), Rule.LONGEST_BLOCKING))
        .isEqualTo(Verdict.refuted("3.0 s, and 1.0 s are allowed: V1.sql, line 1: " + ALTER));
  }

  @Test
  void aLockThatReadersAndWritersPassIsNotJudged() {
    Measured measured =
        Results.quiet(
            Results.script(
                Direction.UP,
                Results.statement(
                    Duration.ofHours(1), LockMode.SHARE_UPDATE_EXCLUSIVE, Blocking.NONE)));

    assertThat(verdict(check(RehearsalPolicy.DEFAULT, measured), Rule.LONGEST_BLOCKING))
        .isEqualTo(Verdict.proved());
  }

  @Test
  void onlyTheWayForwardsCountsForWal() {
    RehearsalPolicy policy =
        new RehearsalPolicy(
            Optional.empty(),
            OptionalLong.of(50L << 20),
            Optional.empty(),
            OptionalLong.empty(),
            false);
    RehearsedScript up = Results.up(Duration.ofSeconds(1));
    RehearsedScript down = Results.script(Direction.DOWN, up.statements().getFirst());

    assertThat(verdict(check(policy, Results.quiet(up, down)), Rule.WAL))
        .isEqualTo(Verdict.proved());
    assertThat(verdict(check(policy, Results.quiet(up, up)), Rule.WAL))
        .isEqualTo(
            Verdict.refuted(
                "82 MB, and 50 MB are allowed; most of it by V1.sql, line 1: " + ALTER));
  }

  @Test
  void whatWasNotMeasuredIsUndecidedWhereThePolicyHasALimit() {
    RehearsalPolicy policy =
        new RehearsalPolicy(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(Duration.ofSeconds(10)),
            OptionalLong.of(1),
            false);
    List<PolicyFinding> findings = check(policy, Results.quiet(Results.up(Duration.ZERO)));

    assertThat(verdict(findings, Rule.STANDBY_LAG))
        .isEqualTo(Verdict.undecided("no standby was attached to the clone"));
    assertThat(verdict(findings, Rule.DISK)).isEqualTo(Verdict.undecided("it was not measured"));
  }

  @Test
  void aOneWayChangeNeedsNoProvedRollbackOnlyWhereSomebodySaysWhy() {
    Measured measured = Results.quiet(Results.up(Duration.ZERO));
    RollbackProof none =
        new RollbackProof(Verdict.undecided("there is no rollback"), List.of(), List.of());

    assertThat(
            PolicyCheck.of(RehearsalPolicy.DEFAULT, measured, none, Optional.empty()).stream()
                .map(PolicyFinding::rule))
        .contains(Rule.ROLLBACK);
    assertThat(
            PolicyCheck.of(RehearsalPolicy.DEFAULT, measured, none, Optional.of("data is archived"))
                .stream()
                .map(PolicyFinding::rule))
        .doesNotContain(Rule.ROLLBACK);
  }

  @Test
  void aStatementOfTheOldApplicationThatFailsBreaksThePolicy() {
    Measured good = Results.quiet(Results.up(Duration.ZERO));
    Measured broken =
        new Measured(
            good.quiet(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new BrokenStatement(
                    "SELECT note FROM orders",
                    "V1.sql",
                    "42703",
                    "column \"note\" does not exist")),
            List.of(),
            OptionalLong.empty(),
            true);

    assertThat(check(RehearsalPolicy.DEFAULT, good))
        .extracting(PolicyFinding::rule)
        .doesNotContain(Rule.OLD_APPLICATION);
    assertThat(verdict(check(RehearsalPolicy.DEFAULT, broken), Rule.OLD_APPLICATION))
        .isEqualTo(
            Verdict.refuted(
                "1 of its statements fail, the first after V1.sql: column \"note\" does not exist"));
  }

  @Test
  void aPowerThatNoRoleHasOnACloneLeavesTheChangeUndecided() {
    RehearsedScript refused =
        new RehearsedScript(
            "V1.sql",
            Direction.UP,
            List.of(
                new RehearsedStatement(
                    1,
                    1,
                    "CREATE EXTENSION hstore",
                    new Outcome.Failed(
                        "42501", "permission denied", Optional.empty(), Optional.empty()),
                    Duration.ZERO,
                    List.of(),
                    List.of(),
                    0,
                    Blocking.NONE)),
            Duration.ZERO,
            Blocking.NONE,
            Optional.of("statement 1 failed: permission denied"));

    assertThat(verdict(check(RehearsalPolicy.DEFAULT, Results.quiet(refused)), Rule.RUNS))
        .isEqualTo(Verdict.undecided("V1.sql, up: statement 1 failed: permission denied"));
  }

  @Test
  void aScriptThatStopsBreaksThePolicy() {
    RehearsedScript stopped =
        new RehearsedScript(
            "V1.sql",
            Direction.UP,
            List.of(),
            Duration.ZERO,
            Blocking.NONE,
            Optional.of("statement 1 failed: relation \"x\" does not exist"));

    assertThat(verdict(check(RehearsalPolicy.DEFAULT, Results.quiet(stopped)), Rule.RUNS))
        .isEqualTo(
            Verdict.refuted("V1.sql, up: statement 1 failed: relation \"x\" does not exist"));
  }

  @Test
  void onATwinNoFigureIsJudgedAndNothingIsProved() {
    RehearsalPolicy policy =
        new RehearsalPolicy(
            Optional.of(Duration.ofSeconds(1)),
            OptionalLong.of(1L << 40),
            Optional.of(Duration.ofHours(1)),
            OptionalLong.of(1L << 40),
            true);
    Measured nothing = Results.onTwin(Results.up(Duration.ZERO));

    List<PolicyFinding> findings =
        PolicyCheck.of(policy, nothing, PROVED.withoutRows(), Optional.empty());

    assertThat(findings)
        .extracting(PolicyFinding::rule)
        .containsExactly(
            Rule.RUNS, Rule.LONGEST_BLOCKING, Rule.WAL, Rule.DISK, Rule.STANDBY_LAG, Rule.ROLLBACK);
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(finding.verdict())
                    .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason()).endsWith(Measured.NO_ROWS)));
  }
}
