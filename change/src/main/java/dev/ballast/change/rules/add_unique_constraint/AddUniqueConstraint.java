package dev.ballast.change.rules.add_unique_constraint;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.List;
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
      String keys =
          Spelling.columns(key.columns())
              + (key.includes().isEmpty() ? "" : " INCLUDE " + Spelling.columns(key.includes()))
              + (key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
      List<String> steps = SafeSteps.key(scene.schema(), each.table(), name, "UNIQUE", keys);
      boolean plain = !key.deferrable() && !key.initiallyDeferred();
      var draft =
          each.locking(
                  judgement,
                  ("The index of %s is built from every row of %s, and nobody reads or writes it"
                          + " meanwhile (ACCESS EXCLUSIVE).")
                      .formatted(name, each.described()))
              .safe(steps.toArray(String[]::new))
              .advice("Build the unique index concurrently first, then make it the constraint's.");
      if (key.name().isPresent() && plain) {
        each.replace(steps).ifPresent(draft::fix);
      }
      draft.report();
    }
  }
}
