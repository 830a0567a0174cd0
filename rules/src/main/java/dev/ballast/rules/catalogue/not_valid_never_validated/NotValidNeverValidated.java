package dev.ballast.rules.catalogue.not_valid_never_validated;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// A NOT VALID constraint that no statement of the migrations validates.
@NullMarked
public final class NotValidNeverValidated implements Rule {
  @Override
  public String id() {
    return "not-valid-never-validated";
  }

  @Override
  public void afterAll(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      if (seen.statement() instanceof AlterTable alter) {
        for (var action : alter.actions()) {
          if (action instanceof AddConstraint add && add.constraint().notValid()) {
            report(script, seen, alter, add.constraint(), judgement);
          }
        }
      }
    }
  }

  private static void report(
      ScriptScene script,
      SeenStatement seen,
      AlterTable alter,
      Constraint added,
      Judgement judgement) {
    script.schema().table(alter.name()).stream()
        .flatMap(table -> table.constraints().stream())
        .filter(known -> known.definition().equals(added) && !known.validated())
        .findFirst()
        .ifPresent(
            known ->
                judgement
                    .hazard(
                        script,
                        seen.span(),
                        ("%s of %s is never validated: rows that were there before may break it"
                                + " permanently.")
                            .formatted(QualifiedName.of(known.name()), alter.name()))
                    .about(alter.name())
                    .safe(
                        "-- in a transaction of its own, it blocks neither readers nor writers:",
                        "ALTER TABLE %s VALIDATE CONSTRAINT %s"
                            .formatted(alter.name(), QualifiedName.of(known.name())))
                    .advice("Validate it in a later migration.")
                    .report());
  }
}
