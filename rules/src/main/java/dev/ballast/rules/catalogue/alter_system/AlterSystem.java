package dev.ballast.rules.catalogue.alter_system;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import org.jspecify.annotations.NullMarked;

/// ALTER SYSTEM in a migration.
@NullMarked
public final class AlterSystem implements Rule {
  @Override
  public String id() {
    return "alter-system";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DatabaseStatement.AlterSystem.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof DatabaseStatement.AlterSystem alter)) {
      return;
    }
    SetVariable setting = alter.setting();
    Judgement.Draft draft =
        judgement.hazard(
            scene,
            "It writes "
                + setting.name()
                + " into postgresql.auto.conf of this one server, for every database of it: it"
                + " takes effect at the next reload or restart, whenever that is, no ROLLBACK"
                + " undoes it, and replicas and a new primary do not get it."
                + (scene.inTransaction()
                    ? " In a transaction block, as here, it is refused (SQLSTATE 25001)."
                    : ""));
    if (scene.inTransaction()) {
      draft.refusedAnyway(scene, "25001");
    }
    draft
        .safe(
            "-- for one database, kept with it and copied to replicas:",
            "ALTER DATABASE <database> "
                + SqlText.of(scene.sql()).behind("ALTER SYSTEM").orElse(scene.sql()))
        .advice(
            "Set it where the server's configuration is kept; what belongs to one database goes"
                + " into ALTER DATABASE or ALTER ROLE.")
        .report();
  }
}
