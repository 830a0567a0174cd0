package dev.ballast.rules.catalogue.refresh_materialized_view;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Rewording;
import dev.ballast.sql.tree.ViewStatement;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// REFRESH MATERIALIZED VIEW without CONCURRENTLY.
@NullMarked
public final class RefreshMaterializedView implements Rule {
  @Override
  public String id() {
    return "refresh-materialized-view";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ViewStatement.RefreshMaterializedView.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof ViewStatement.RefreshMaterializedView refresh)
        || refresh.concurrently()
        || !refresh.withData()
        || scene.isFresh(refresh.name())) {
      return;
    }
    Optional<Rewording> concurrent = Rewording.behind(scene, Rewording.REFRESH, " CONCURRENTLY");
    boolean keyed =
        scene.schema().indexesOf(refresh.name()).stream()
            .anyMatch(index -> index.unique() && !index.partial());
    var draft =
        judgement
            .hazard(
                scene,
                "No session can read "
                    + refresh.name()
                    + " (ACCESS EXCLUSIVE) while its query runs and all of its rows are written"
                    + " again.")
            .claims(scene.effects())
            .about(refresh.name())
            .advice(
                keyed
                    ? "Refresh it with CONCURRENTLY, which lets readers pass."
                    : "Give it a UNIQUE index once, without a WHERE clause, and refresh it with"
                        + " CONCURRENTLY.");
    String sql = concurrent.map(Rewording::sql).orElse("-- REFRESH ... CONCURRENTLY");
    if (keyed) {
      draft.safe(sql);
      if (scene.within().isEmpty()) {
        concurrent.map(Rewording::edit).ifPresent(draft::fix);
      }
    } else {
      draft.safe("-- once:", "CREATE UNIQUE INDEX ON " + refresh.name() + " (<its key>)", sql);
    }
    draft.report();
  }
}
