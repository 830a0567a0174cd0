package dev.ballast.change.rules.wide_index;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.postgres.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.stream.Collectors;
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
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)
        || create.unique()
        || !create.method().equals("btree")
        || create.keys().size() <= KEYS) {
      return;
    }
    String keys =
        create.keys().stream()
            .limit(KEYS)
            .map(
                key ->
                    key.column()
                        .map(column -> QualifiedName.of(column).toString())
                        .orElse("(expression)"))
            .collect(Collectors.joining(", ", "(", ")"));
    judgement
        .hazard(
            scene,
            "The index on "
                + create.table()
                + " has "
                + create.keys().size()
                + " keys: each one makes it larger and every write dearer, and from the fourth on"
                + " a key hardly narrows a search.")
        .about(create.table())
        .safe("CREATE INDEX CONCURRENTLY ON " + create.table() + " " + keys)
        .advice("Keep the leading keys; put columns that are only read into INCLUDE.")
        .report();
  }
}
