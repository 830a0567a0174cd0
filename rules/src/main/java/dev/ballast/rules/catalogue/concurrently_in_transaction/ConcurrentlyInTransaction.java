package dev.ballast.rules.catalogue.concurrently_in_transaction;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.Concurrently;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.TableAction;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CONCURRENTLY or VACUUM inside a transaction block, the tool's or the script's.
@NullMarked
public final class ConcurrentlyInTransaction implements Rule {
  @Override
  public String id() {
    return "concurrently-in-transaction";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(
        IndexStatement.class,
        MaintenanceStatement.class,
        Drop.class,
        TableAction.DetachPartition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<String> refused = Concurrently.outsideOnly(scene.statement());
    if (refused.isEmpty() || OutsideTransaction.isGiven(scene)) {
      return;
    }
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses "
                + refused.get()
                + " here: "
                + scene
                    .within()
                    .map(body -> "a " + body.described() + " always runs inside a transaction.")
                    .orElseGet(
                        () ->
                            scene.script().inExplicitTransaction()
                                ? "the script's BEGIN opened a transaction block."
                                : "the tool runs the script as "
                                    + scene.transactionMode().explanation()
                                    + "."))
        .refusedAnyway(scene, "25001")
        .safe(scene.sql())
        .advice(OutsideTransaction.advice(scene, "Run it by itself"))
        .report();
  }
}
