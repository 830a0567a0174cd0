package dev.ballast.rules.catalogue.index_corruption_14;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.Statement;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX or REINDEX CONCURRENTLY on PostgreSQL 14, whose first minor releases lost rows. It
/// reports only the first in a script: all of them are safe or none is.
@NullMarked
public final class IndexCorruption14 implements Rule {
  private static final int MAJOR = 14;

  @Override
  public String id() {
    return "index-corruption-14";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class, Reindex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.major() != MAJOR
        || !builds(scene.statement())
        || scene.script().seen().stream().anyMatch(seen -> builds(seen.statement()))) {
      return;
    }
    judgement
        .hazard(
            scene,
            "On PostgreSQL 14.0 to 14.3 the index may miss rows that are changed while it is built,"
                + " and nothing reports it.")
        .safe("SHOW server_version", "-- 14.4 or later: go on", scene.sql())
        .advice("Make sure that the server is 14.4 or later before this runs.")
        .report();
  }

  private static boolean builds(Statement statement) {
    if (statement instanceof CreateIndex create) {
      return create.concurrently();
    }
    if (statement instanceof Reindex reindex) {
      return reindex.concurrently();
    }
    return false;
  }
}
