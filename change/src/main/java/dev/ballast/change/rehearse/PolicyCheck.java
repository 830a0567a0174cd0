package dev.ballast.change.rehearse;

import dev.ballast.change.rehearse.PolicyFinding.Rule;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Compares what was measured with a policy.
final class PolicyCheck {
  private final Measured measured;
  private final List<PolicyFinding> findings = new ArrayList<>();

  private PolicyCheck(Measured measured) {
    this.measured = measured;
  }

  /// Every rule of the policy with its verdict.
  ///
  /// @param oneWay why there is no way back, where none is wanted
  static List<PolicyFinding> of(
      RehearsalPolicy policy, Measured measured, RollbackProof rollback, Optional<String> oneWay) {
    PolicyCheck check = new PolicyCheck(measured);
    check.add(
        Rule.RUNS,
        measured
            .stopped()
            .map(
                why -> measured.isStoppedByTheLab() ? Verdict.undecided(why) : Verdict.refuted(why))
            .orElseGet(
                () ->
                    measured.rows()
                        ? Verdict.proved()
                        : Verdict.undecided("whether the rows allow it was " + Measured.NO_ROWS)));
    policy.longestBlocking().ifPresent(check::blocking);
    check.bytes(
        Rule.WAL,
        policy.walBytes(),
        measured.rows() ? OptionalLong.of(measured.walBytes()) : OptionalLong.empty(),
        measured.most(RehearsedStatement::wal));
    check.bytes(
        Rule.DISK,
        policy.diskBytes(),
        measured.disk().map(d -> OptionalLong.of(d.atPeak())).orElseGet(OptionalLong::empty),
        measured.most(RehearsedStatement::written));
    policy.standbyLag().ifPresent(check::lag);
    if (policy.rollback() && oneWay.isEmpty()) {
      check.add(Rule.ROLLBACK, rollback.verdict());
    }
    if (!measured.broken().isEmpty()) {
      check.add(
          Rule.OLD_APPLICATION,
          Verdict.refuted(
              "%d of its statements fail, the first after %s: %s"
                  .formatted(
                      measured.broken().size(),
                      measured.broken().getFirst().after(),
                      measured.broken().getFirst().message())));
    }
    return List.copyOf(check.findings);
  }

  private void add(Rule rule, Verdict verdict) {
    findings.add(new PolicyFinding(rule, verdict));
  }

  private void blocking(Duration limit) {
    if (!measured.rows()) {
      add(Rule.LONGEST_BLOCKING, Verdict.undecided(Measured.NO_ROWS));
      return;
    }
    Duration longest =
        measured.worstBlockage().map(Measured.Blockage::longest).orElse(Duration.ZERO);
    String where =
        measured
            .worstBlockage()
            .map(worst -> ": " + new Measured.Located(worst.script(), worst.statement()))
            .orElse("");
    add(
        Rule.LONGEST_BLOCKING,
        longest.compareTo(limit) <= 0
            ? Verdict.proved()
            : Verdict.refuted(
                "%s, and %s are allowed%s"
                    .formatted(Seconds.of(longest), Seconds.of(limit), where)));
  }

  /// @param most the statement that most of it is of
  private void bytes(
      Rule rule, OptionalLong limit, OptionalLong found, Optional<Measured.Located> most) {
    if (limit.isEmpty()) {
      return;
    }
    if (found.isEmpty()) {
      add(rule, Verdict.undecided(measured.rows() ? "it was not measured" : Measured.NO_ROWS));
    } else if (found.getAsLong() <= limit.getAsLong()) {
      add(rule, Verdict.proved());
    } else {
      add(
          rule,
          Verdict.refuted(
              "%s, and %s are allowed%s"
                  .formatted(
                      new ByteSize(found.getAsLong()),
                      new ByteSize(limit.getAsLong()),
                      most.map(each -> "; most of it by " + each).orElse(""))));
    }
  }

  private void lag(Duration limit) {
    if (measured.lag().isEmpty()) {
      add(
          Rule.STANDBY_LAG,
          Verdict.undecided(
              measured.rows() ? "no standby was attached to the clone" : Measured.NO_ROWS));
      return;
    }
    Duration longest = measured.lag().get().longest();
    add(
        Rule.STANDBY_LAG,
        longest.compareTo(limit) <= 0
            ? Verdict.proved()
            : Verdict.refuted(
                "%s, and %s are allowed".formatted(Seconds.of(longest), Seconds.of(limit))));
  }
}
