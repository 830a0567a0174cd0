package dev.ballast.rules.catalogue.drop_constraint;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DROP CONSTRAINT of a CHECK, UNIQUE or EXCLUDE, or of one that is not known.
@NullMarked
public final class DropConstraint implements Rule {
  @Override
  public String id() {
    return "drop-constraint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ConstraintAction.DropConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var dropped : ActionOnTable.inUse(scene, ConstraintAction.DropConstraint.class)) {
      QualifiedName table = dropped.table();
      String name = dropped.action().name();
      Optional<KnownConstraint> known =
          scene.schema().table(table).flatMap(each -> each.constraint(name));
      boolean othersRule =
          known
              .map(KnownConstraint::kind)
              .filter(
                  kind ->
                      kind == Constraint.Kind.FOREIGN_KEY || kind == Constraint.Kind.PRIMARY_KEY)
              .isPresent();
      if (!othersRule && !replaced(scene, table)) {
        report(scene, dropped, known, judgement);
      }
    }
  }

  /// A constraint is added to the same table before, by the same statement, or behind it in the
  /// same transaction, where a unique index does too.
  private static boolean replaced(Scene scene, QualifiedName table) {
    List<Statement> ahead = scene.script().ahead(scene.span());
    return Stream.of(
                Stream.of(scene.statement()),
                scene.script().seen().stream().map(SeenStatement::statement),
                ahead.stream())
            .flatMap(Function.identity())
            .anyMatch(statement -> adds(statement, table))
        || ahead.stream()
            .anyMatch(
                statement ->
                    statement instanceof CreateIndex create
                        && create.shape().unique()
                        && create.table().mayBe(table));
  }

  private static boolean adds(Statement statement, QualifiedName table) {
    return statement instanceof AlterTable alter
        && alter.name().mayBe(table)
        && alter.actions().stream().anyMatch(AddConstraint.class::isInstance);
  }

  private static void report(
      Scene scene,
      ActionOnTable<ConstraintAction.DropConstraint> dropped,
      Optional<KnownConstraint> known,
      Judgement judgement) {
    QualifiedName table = dropped.table();
    String name = dropped.action().name();
    String what =
        known
            .map(each -> "the " + each.kind().name().replace('_', ' ') + " constraint ")
            .orElse("the constraint ");
    judgement
        .hazard(
            scene,
            "Rows that "
                + what
                + Phrases.quoted(name)
                + " kept out of "
                + table
                + " come in from here on, and then it cannot be put back. "
                + Phrases.briefly(table))
        .claims(scene.effects())
        .about(table)
        .insteadOf(dropped.action())
        .safe(
            "-- where another rule takes its place:",
            "ALTER TABLE %s ADD CONSTRAINT <new name> CHECK (<new rule>) NOT VALID"
                .formatted(table),
            "ALTER TABLE %s VALIDATE CONSTRAINT <new name>".formatted(table),
            "ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Phrases.quoted(name)))
        .advice("Add and validate what takes its place first; drop the old constraint last.")
        .report();
  }
}
