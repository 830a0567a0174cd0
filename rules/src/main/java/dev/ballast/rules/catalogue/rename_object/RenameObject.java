package dev.ballast.rules.catalogue.rename_object;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// RENAME of a view, routine, type, domain, sequence or constraint.
@NullMarked
public final class RenameObject implements Rule {
  @Override
  public String id() {
    return "rename-object";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Rename rename) || !breaks(rename.kind())) {
      return;
    }
    QualifiedName old =
        rename
            .relation()
            .filter(relation -> rename.kind() != ObjectKind.CONSTRAINT)
            .or(() -> rename.object().map(ObjectName::name))
            .orElse(QualifiedName.of(rename.oldName()));
    QualifiedName owner = rename.relation().orElse(old);
    if (scene.isFresh(owner) || CreatedInScript.object(scene, old)) {
      return;
    }
    String on = rename.kind() == ObjectKind.CONSTRAINT ? " of " + owner : "";
    judgement
        .hazard(
            scene,
            ("Function bodies and applications that say %s%s fail when they next do; only what"
                    + " PostgreSQL recorded as a dependency follows the new name %s.")
                .formatted(old, on, Phrases.quoted(rename.newName())))
        .claims(scene.effects())
        // Only ON CONFLICT ON CONSTRAINT and readers of error messages say a constraint's name.
        .atMost(rename.kind() == ObjectKind.CONSTRAINT ? Severity.INFO : Severity.ERROR)
        .safe(safe(scene, rename, old))
        .advice("Leave the old name behind, or release code that does not say it first.")
        .report();
  }

  private static boolean breaks(ObjectKind kind) {
    return switch (kind) {
      case VIEW, MATERIALIZED_VIEW, TYPE, DOMAIN, SEQUENCE, CONSTRAINT -> true;
      default -> kind.isRoutine();
    };
  }

  private static String[] safe(Scene scene, Rename rename, QualifiedName old) {
    QualifiedName renamed = new QualifiedName(old.schema(), rename.newName());
    return switch (rename.kind()) {
      case VIEW -> new String[] {"CREATE VIEW %s AS SELECT * FROM %s".formatted(renamed, old)};
      case MATERIALIZED_VIEW ->
          new String[] {
            scene.sql().strip(), "CREATE VIEW %s AS SELECT * FROM %s".formatted(old, renamed)
          };
      default ->
          new String[] {
            "-- functions whose body says the name:",
            "SELECT oid::regprocedure FROM pg_proc WHERE prosrc LIKE "
                + Deparser.literal("%" + old.name() + "%")
          };
    };
  }
}
