package dev.ballast.rules.catalogue.transaction_block_required;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.LockTable;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// What PostgreSQL runs only inside a transaction block: `RequireTransactionBlock` and
/// `DefineSavepoint` in `src/backend/access/transam/xact.c`.
@NullMarked
public final class TransactionBlockRequired implements Rule {
  @Override
  public String id() {
    return "transaction-block-required";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(LockTable.class, TransactionControl.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<String> refused = insideOnly(scene.statement());
    if (refused.isEmpty()) {
      return;
    }
    if (!isOutside(scene)) {
      missing(scene).ifPresent(name -> missing(scene, name, judgement));
      return;
    }
    Judgement.Draft draft =
        scene.script().running() == Running.UNDECLARED
            ? judgement
                .hazard(
                    scene,
                    "PostgreSQL refuses %s here (SQLSTATE 25P01) unless the script is run in a transaction, as by psql -1: it opens none itself."
                        .formatted(refused.get()))
                .refused(
                    new Refusal.Conditional("25P01", "the script is not run in one transaction"))
                .atMost(Severity.WARNING)
            : judgement
                .hazard(
                    scene,
                    "PostgreSQL refuses %s here (SQLSTATE 25P01): no transaction block is open."
                        .formatted(refused.get()))
                .refusedAnyway(scene, "25P01");
    draft
        .safe(steps(scene))
        .advice(
            "Put BEGIN before it and COMMIT behind what belongs to it, or let the tool run the"
                + " script in a transaction.")
        .report();
  }

  /// What the statement is called, where it needs a block.
  private static Optional<String> insideOnly(Statement statement) {
    if (statement instanceof LockTable) {
      return Optional.of("LOCK TABLE");
    }
    return statement instanceof TransactionControl control
        ? switch (control.kind()) {
          case SAVEPOINT -> Optional.of("SAVEPOINT");
          case RELEASE -> Optional.of("RELEASE SAVEPOINT");
          case ROLLBACK_TO -> Optional.of("ROLLBACK TO SAVEPOINT");
          case COMMIT -> chained(control, "COMMIT AND CHAIN");
          case ROLLBACK -> chained(control, "ROLLBACK AND CHAIN");
          case BEGIN, PREPARE, COMMIT_PREPARED, ROLLBACK_PREPARED -> Optional.empty();
        }
        : Optional.empty();
  }

  private static Optional<String> chained(TransactionControl control, String name) {
    return control.chain() ? Optional.of(name) : Optional.empty();
  }

  /// The savepoint that a statement names and that the script's own transaction has not set.
  private static Optional<String> missing(Scene scene) {
    boolean needs =
        scene.statement() instanceof TransactionControl control
            && (control.kind() == TransactionControl.Kind.RELEASE
                || control.kind() == TransactionControl.Kind.ROLLBACK_TO);
    if (!needs || !scene.script().inExplicitTransaction() || scene.within().isPresent()) {
      return Optional.empty();
    }
    return ((TransactionControl) scene.statement())
        .name()
        .filter(
            name ->
                scene.script().seenInTransaction(TransactionControl.class).stream()
                    .map(seen -> (TransactionControl) seen.statement())
                    .filter(each -> each.kind() == TransactionControl.Kind.SAVEPOINT)
                    .noneMatch(each -> each.name().filter(name::equals).isPresent()));
  }

  private static void missing(Scene scene, String name, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this statement (SQLSTATE 3B001): the transaction has no savepoint %s."
                .formatted(QualifiedName.of(name)))
        .refusedAnyway(scene, "3B001")
        .advice("Set the savepoint in the same transaction before, or leave the statement out.")
        .report();
  }

  /// Several statements that are sent as one query lock tables together, and have no savepoints.
  private static boolean isOutside(Scene scene) {
    boolean savepointInQuery =
        scene.transactionMode() == TransactionMode.ONE_QUERY
            && scene.statement() instanceof TransactionControl
            && scene.within().isEmpty();
    return savepointInQuery
        ? !scene.script().inExplicitTransaction()
        : OutsideTransaction.isGiven(scene);
  }

  private static String[] steps(Scene scene) {
    return scene.statement() instanceof LockTable
        ? new String[] {
          "BEGIN", scene.sql(), "-- what needs the lock; it is held until the COMMIT", "COMMIT"
        }
        : new String[0];
  }
}
