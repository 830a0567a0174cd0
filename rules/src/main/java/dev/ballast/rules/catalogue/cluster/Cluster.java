package dev.ballast.rules.catalogue.cluster;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// CLUSTER of a table, or of all that were clustered before.
@NullMarked
public final class Cluster implements Rule {
  @Override
  public String id() {
    return "cluster";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(MaintenanceStatement.Cluster.class);
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
                + " is rewritten in the order of an index, and every index of it is built again,"
                + " while no session can even SELECT from it (ACCESS EXCLUSIVE).")
        .claims(scene.effects())
        .about(cluster.table().stream().toArray(QualifiedName[]::new))
        .safe("-- pg_repack -t " + table + ", from outside SQL, takes short locks only")
        .advice(
            "Leave it out of the migration: use pg_repack or pg_squeeze, or run it in a window in"
                + " which nobody uses the table.")
        .report();
  }
}
