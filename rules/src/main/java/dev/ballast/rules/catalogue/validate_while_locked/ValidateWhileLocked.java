package dev.ballast.rules.catalogue.validate_while_locked;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// VALIDATE CONSTRAINT after a stronger lock on the same table in one transaction.
@NullMarked
public final class ValidateWhileLocked implements Rule {
  @Override
  public String id() {
    return "validate-while-locked";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ValidateConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, ValidateConstraint.class)) {
      Stream.concat(
              scene.script().seenInTransaction().stream()
                  .filter(seen -> scene.inTransaction())
                  .map(SeenStatement::effects),
              Stream.of(scene.effects()))
          .flatMap(effects -> effects.lockOn(each.table()).stream())
          .filter(lock -> lock.mode().compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0)
          .filter(lock -> !lock.relation().fresh())
          .max(Comparator.comparing(LockEffect::mode))
          .ifPresent(held -> report(each, held, judgement));
    }
  }

  private static void report(
      ActionText<ValidateConstraint> each, LockEffect held, Judgement judgement) {
    String stops =
        held.mode() == LockMode.ACCESS_EXCLUSIVE
            ? "no session can read or write"
            : "no session can write";
    each.hazard(
            judgement,
            ("This transaction holds %s on %s already, so %s it while every row is read to"
                    + " validate %s.")
                .formatted(held.mode().sql(), each.table(), stops, each.action().name()))
        .claims(List.of(held), each.scene().effects().work())
        .safe("COMMIT", "-- in a transaction of its own:", each.alterTable(each.sql()))
        .advice(
            "Validate the constraint in a later transaction, in most tools a migration of its own.")
        .report();
  }
}
