package dev.ballast.rules.catalogue.set_schema;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ALTER ... SET SCHEMA.
@NullMarked
public final class SetSchema implements Rule {
  @Override
  public String id() {
    return "set-schema";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ObjectStatement.SetSchema.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof ObjectStatement.SetSchema set)) {
      return;
    }
    QualifiedName from = set.name().name();
    if (CreatedInScript.object(scene, from)) {
      return;
    }
    QualifiedName to = QualifiedName.of(set.newSchema(), from.name());
    boolean table = set.kind() == ObjectKind.TABLE || set.kind() == ObjectKind.VIEW;
    judgement
        .hazard(
            scene,
            ("Anyone who finds %s by its old schema fails from here on, or finds another"
                    + " object of that"
                    + " name in its search_path.")
                .formatted(from))
        .claims(scene.effects())
        .about(from)
        .safe(
            table
                ? new String[] {
                  "BEGIN",
                  "SET LOCAL lock_timeout = '2s'",
                  scene.sql().strip(),
                  "CREATE VIEW %s AS SELECT * FROM %s".formatted(from, to),
                  "COMMIT"
                }
                : new String[] {
                  "GRANT USAGE ON SCHEMA %s TO <roles>".formatted(Phrases.quoted(set.newSchema())),
                  "-- when every session has the schema in its search_path:",
                  scene.sql().strip()
                })
        .advice("Leave the old name behind until no process uses it, and grant USAGE first.")
        .report();
  }
}
