package dev.ballast.change.rehearse;

import dev.ballast.change.rehearse.PlannedChange.Leg;
import dev.ballast.change.trace.Step;
import dev.ballast.change.undo.UndoDerivation;
import dev.ballast.change.undo.UndoScript;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Derives the way back of scripts that have none, on a copy of its own: deriving reads what each
/// statement is about to change, which would disturb what is measured. One use; for one thread.
final class UndoPass {
  private final Session session;
  private final List<DerivedRollback> derived = new ArrayList<>();

  private UndoPass(Session session) {
    this.session = session;
  }

  /// A change with every way back that could be derived.
  ///
  /// @param derived one for each script that had none; none where the change fails, which the next
  ///     pass shows
  record Outcome(PlannedChange change, List<DerivedRollback> derived) {}

  static Outcome run(RunningClone clone, PlannedChange change, ScriptPass.Options options) {
    try (Session session =
        clone.as(
            options.role(),
            options.database(),
            SessionOptions.onOwnServer("ballast rollback")
                .withStatementTimeout(options.statementLimit())
                .withLockTimeout(options.statementLimit()))) {
      return new UndoPass(session).run(change);
    }
  }

  /// Where statements are known to be one-way, a rollback that could not be tried is refuted and
  /// not undecided.
  static RollbackProof explained(RollbackProof proof, List<DerivedRollback> derived) {
    List<DerivedRollback.Gap> gaps = derived.stream().flatMap(d -> d.gaps().stream()).toList();
    if (gaps.isEmpty() || !(proof.verdict() instanceof Verdict.Undecided)) {
      return proof;
    }
    String first = "%s: %s".formatted(gaps.getFirst().statement(), gaps.getFirst().reason());
    String more = gaps.size() == 1 ? "" : " (and %d more statements)".formatted(gaps.size() - 1);
    return gaps.stream().allMatch(DerivedRollback.Gap::oneWay)
        ? StateComparison.refuted(first + more)
        : StateComparison.undecided(first + more);
  }

  private Outcome run(PlannedChange change) {
    List<Leg> legs = new ArrayList<>();
    for (Leg leg : change.ups()) {
      Optional<UndoScript> undo = forwards(leg.up());
      if (undo.isEmpty()) {
        return new Outcome(change, List.of());
      }
      if (leg.down().isPresent()) {
        legs.add(leg);
      } else {
        derived.add(DerivedRollback.of(leg.up().file(), undo.get()));
        legs.add(
            new Leg(leg.up(), undo.filter(UndoScript::isComplete).map(u -> down(leg.up(), u))));
      }
    }
    return new Outcome(new PlannedChange(legs, change.problems()), derived);
  }

  private static MigrationScript down(MigrationScript up, UndoScript undo) {
    return MigrationScript.generated(
        "derived rollback of " + up.file(),
        ScriptSplitter.split(SourceText.of(undo.text())),
        up.transaction() == TransactionMode.PER_STATEMENT
            ? TransactionMode.PER_STATEMENT
            : TransactionMode.WRAPPED);
  }

  /// Empty where a statement fails.
  private Optional<UndoScript> forwards(MigrationScript script) {
    boolean wrapped = script.transaction() != TransactionMode.PER_STATEMENT;
    List<UndoScript.Step> steps = new ArrayList<>();
    if (wrapped) {
      session.execute("BEGIN");
    }
    try {
      for (Step step : Step.of(script.script())) {
        UndoDerivation derivation = UndoDerivation.before(step.text(), session);
        long rows = step.runIn(session);
        steps.add(new UndoScript.Step(step.text(), derivation.after(OptionalLong.of(rows))));
      }
      if (wrapped) {
        session.execute("COMMIT");
      }
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (SqlError.of(fault).isEmpty()) {
        throw fault;
      }
      return Optional.empty();
    }
    return Optional.of(new UndoScript(steps));
  }
}
