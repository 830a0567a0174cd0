package dev.ballast.change.rules.add_unique_constraint;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Alteration;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD UNIQUE without USING INDEX.
@NullMarked
public final class AddUniqueConstraint implements Rule {
  @Override
  public String id() {
    return "add-unique-constraint";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.constraints(scene, Constraint.Kind.UNIQUE)) {
      Constraint key = each.action().constraint();
      if (key.usingIndex().isPresent()) {
        continue;
      }
      QualifiedName name = QualifiedName.of(each.constraintName(key, "_key"));
      each.locking(
              judgement,
              ("The index of %s is built from every row of %s, and nobody reads or writes it"
                      + " meanwhile (ACCESS EXCLUSIVE).")
                  .formatted(name, each.described()))
          .safe(
              "-- outside a transaction:",
              "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s%s%s"
                  .formatted(
                      name,
                      each.table(),
                      Spelling.columns(key.columns()),
                      key.includes().isEmpty()
                          ? ""
                          : " INCLUDE " + Spelling.columns(key.includes()),
                      key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : ""),
              each.alterTable(
                  "ADD CONSTRAINT %s UNIQUE USING INDEX %s%s"
                      .formatted(
                          name,
                          name,
                          key.initiallyDeferred()
                              ? " DEFERRABLE INITIALLY DEFERRED"
                              : key.deferrable() ? " DEFERRABLE" : "")))
          .advice("Build the unique index concurrently first, then make it the constraint's.")
          .report();
    }
  }
}
