package dev.ballast.rules.catalogue.enum_value_used_in_transaction;

import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// A new value of an enum is used before the transaction that added it ends.
@NullMarked
public final class EnumValueUsedInTransaction implements Rule {
  @Override
  public String id() {
    return "enum-value-used-in-transaction";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.inTransaction() || !scene.runsNow()) {
      return;
    }
    for (SeenStatement earlier : scene.script().seenInTransaction()) {
      Optional<AlterEnumAddValue> added =
          Stream.concat(Stream.of(earlier), earlier.inside().stream())
              .map(SeenStatement::statement)
              .filter(AlterEnumAddValue.class::isInstance)
              .map(AlterEnumAddValue.class::cast)
              .filter(each -> !madeInThisTransaction(scene, each) && uses(scene, each))
              .findFirst();
      if (added.isPresent()) {
        report(scene, added.get(), earlier, judgement);
        return;
      }
    }
  }

  /// Values of an enum that is itself new are usable at once.
  private static boolean madeInThisTransaction(Scene scene, AlterEnumAddValue added) {
    return scene
        .schema()
        .type(added.name())
        .filter(type -> type.born().equals(scene.moment()))
        .isPresent();
  }

  private static boolean uses(Scene scene, AlterEnumAddValue added) {
    if (scene.statement() instanceof AlterEnumAddValue) {
      return false;
    }
    Walk walk = Walk.of(scene.statement());
    boolean named =
        walk.every(Literal.class).stream()
            .anyMatch(
                literal ->
                    literal.kind() == Literal.Kind.STRING && literal.text().equals(added.value()));
    return named
        && (walk.every(Cast.class).stream().anyMatch(cast -> cast.type().name().mayBe(added.name()))
            || walk.relations().stream().anyMatch(table -> mayHold(scene, table, added)));
  }

  /// True where the table has a column of that type, or is not known.
  private static boolean mayHold(Scene scene, QualifiedName table, AlterEnumAddValue added) {
    return scene
        .schema()
        .table(table)
        .map(
            known ->
                !known.whole()
                    || known.columns().stream()
                        .anyMatch(column -> column.type().name().mayBe(added.name())))
        .orElse(true);
  }

  private static void report(
      Scene scene, AlterEnumAddValue added, SeenStatement earlier, Judgement judgement) {
    ScriptScene script = scene.script();
    judgement
        .hazard(
            scene,
            "The value '"
                + added.value()
                + "' of "
                + added.name()
                + " was added in this transaction and may not be used before it commits: the server"
                + " refuses this statement (SQLSTATE 55P04) and everything is undone.")
        .refused(scene, "55P04")
        .safe(
            Quoted.whole(script, earlier),
            script.transactionMode() == TransactionMode.PER_STATEMENT
                ? "COMMIT"
                : "-- in a script of its own, which the tool runs in its own transaction:",
            scene.sql())
        .advice("Commit the new value first: in a transaction or a migration before this one.")
        .report();
  }
}
