package dev.ballast.change.rules.cluster;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.postgres.sql.tree.MaintenanceStatement;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// CLUSTER of a table, or of all that were clustered before.
@NullMarked
public final class Cluster implements Rule {
  @Override
  public String id() {
    return "cluster";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof MaintenanceStatement.Cluster cluster)
        || cluster.table().filter(scene::isFresh).isPresent()) {
      return;
    }
    String table =
        cluster.table().map(QualifiedName::toString).orElse("each table that was clustered before");
    judgement
        .hazard(
            scene,
            "All of "
                + table
                + " is written anew in the order of an index, and every index of it is built again,"
                + " while nobody can even SELECT from it (ACCESS EXCLUSIVE).")
        .claims(scene.effects())
        .about(cluster.table().stream().toArray(QualifiedName[]::new))
        .safe("-- pg_repack -t " + table + ", from outside SQL, takes short locks only")
        .advice(
            "Leave it out of the migration: use pg_repack or pg_squeeze, or run it in a window in"
                + " which nobody uses the table.")
        .report();
  }
}
