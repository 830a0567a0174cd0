package dev.ballast.rules.locks;

import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.ScriptPart;

/// Statements that PostgreSQL runs only outside a transaction block: `PreventInTransactionBlock` in
/// `src/backend/access/transam/xact.c`.
public final class OutsideTransaction {
  private static final String SWITCHES =
      "Flyway takes executeInTransaction=false from a file beside the script, Liquibase"
          + " runInTransaction:false, dbmate transaction:false, goose NO TRANSACTION and"
          + " sql-migrate notransaction from the script's first lines, Diesel"
          + " run_in_transaction = false from metadata.toml beside it, golang-migrate needs a file with this one statement, sqitch and"
          + " psql a script without BEGIN.";

  private OutsideTransaction() {}

  /// Whether such a statement could run where this one stands.
  public static boolean isGiven(Scene scene) {
    if (scene.within().isPresent() || scene.script().inExplicitTransaction()) {
      return false;
    }
    return switch (scene.transactionMode()) {
      case PER_STATEMENT -> true;
      case WRAPPED -> false;
      // One statement alone gets no implicit block.
      case ONE_QUERY ->
          scene.script().parts().stream().filter(ScriptPart.Sql.class::isInstance).count() == 1;
    };
  }

  /// The sentences that say what to do, with the tools' switches where one is needed.
  public static String advice(Scene scene, String todo) {
    return isGiven(scene)
        ? todo + "."
        : todo + ", in a script of its own that no transaction is around. " + SWITCHES;
  }
}
