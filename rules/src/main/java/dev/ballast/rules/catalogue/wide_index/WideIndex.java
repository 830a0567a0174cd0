package dev.ballast.rules.catalogue.wide_index;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX with more than three keys.
@NullMarked
public final class WideIndex implements Rule {
  private static final int KEYS = 3;

  @Override
  public String id() {
    return "wide-index";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)
        || create.shape().unique()
        || !create.shape().method().equals("btree")
        || create.keys().size() <= KEYS
        || scene.isFresh(create.table())) {
      return;
    }
    List<String> leading =
        create.keys().stream().limit(KEYS).map(key -> key.column().orElse("")).toList();
    judgement
        .hazard(
            scene,
            "The index on "
                + create.table()
                + " has "
                + create.keys().size()
                + " keys: each one makes it larger and every write more expensive, and from the fourth on"
                + " a key hardly narrows a search.")
        .about(create.table())
        .safe(
            leading.contains("")
                ? "-- the same index over its first keys only"
                : "CREATE INDEX CONCURRENTLY ON "
                    + create.table()
                    + " "
                    + Deparser.columns(leading))
        .advice("Keep the leading keys; put columns that are only read into INCLUDE.")
        .report();
  }
}
