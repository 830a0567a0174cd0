package dev.ballast.rules.lint;

import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Takes back what a script's ROLLBACK undoes of the known schema. For one thread.
///
/// A schema may be large: only a script that says ROLLBACK somewhere keeps what it was.
final class Undone {
  private static final Pattern UNDOES = Pattern.compile("(?i)\\b(ROLLBACK|ABORT)\\b");

  private final ChangingSchema schema;
  private final boolean possible;
  private final Deque<Kept> kept = new ArrayDeque<>();

  /// @param savepoint its name; none where the transaction began
  private record Kept(String savepoint, KnownSchema schema) {}

  Undone(MigrationScript script, ChangingSchema schema, TransactionMode mode) {
    this.schema = schema;
    this.possible =
        script.script().parts().stream()
            .anyMatch(
                part ->
                    part instanceof ScriptPart.Sql sql
                        && UNDOES.matcher(script.script().text(sql)).find());
    if (possible && mode != TransactionMode.PER_STATEMENT) {
      begin();
    }
  }

  /// @param open whether a transaction was open before the statement
  void apply(TransactionControl control, boolean open) {
    if (!possible) {
      return;
    }
    String name = control.name().orElse("");
    switch (control.kind()) {
      case BEGIN -> {
        if (!open) {
          begin();
        }
      }
      case SAVEPOINT -> kept.push(new Kept(name, schema.kept()));
      case ROLLBACK_TO -> backTo(name);
      case ROLLBACK -> {
        if (open && !kept.isEmpty()) {
          schema.back(kept.getLast().schema());
        }
        ended(control);
      }
      case COMMIT, PREPARE -> ended(control);
      case RELEASE -> released(name);
      case COMMIT_PREPARED, ROLLBACK_PREPARED -> {}
    }
  }

  private void begin() {
    kept.clear();
    kept.push(new Kept("", schema.kept()));
  }

  private void ended(TransactionControl control) {
    kept.clear();
    if (control.chain()) {
      begin();
    }
  }

  private void backTo(String savepoint) {
    if (kept.stream().anyMatch(each -> each.savepoint().equals(savepoint))) {
      while (!kept.getFirst().savepoint().equals(savepoint)) {
        kept.pop();
      }
      schema.back(kept.getFirst().schema());
    }
  }

  private void released(String savepoint) {
    if (kept.stream().anyMatch(each -> each.savepoint().equals(savepoint))) {
      while (!kept.pop().savepoint().equals(savepoint)) {}
    }
  }
}
