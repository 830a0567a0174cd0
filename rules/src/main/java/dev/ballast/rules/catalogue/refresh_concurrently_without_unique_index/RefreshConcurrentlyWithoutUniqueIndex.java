package dev.ballast.rules.catalogue.refresh_concurrently_without_unique_index;

import dev.ballast.effect.schema.KnownView;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// REFRESH MATERIALIZED VIEW CONCURRENTLY of a view that is known to have no usable unique index.
@NullMarked
public final class RefreshConcurrentlyWithoutUniqueIndex implements Rule {
  private static final String NO_INDEX = "55000";

  @Override
  public String id() {
    return "refresh-concurrently-without-unique-index";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof RefreshMaterializedView refresh)
        || !refresh.concurrently()) {
      return;
    }
    Optional<KnownView> view = scene.schema().view(refresh.name());
    boolean usable =
        scene.schema().indexesOf(refresh.name()).stream()
            .anyMatch(index -> index.unique() && !index.partial() && !index.columns().contains(""));
    if (usable) {
      return;
    }
    if (view.isEmpty()) {
      unknown(scene, refresh, judgement);
      return;
    }
    String columns =
        view.get().columns().isEmpty() || view.get().columns().contains("")
            ? "(its key)"
            : Deparser.columns(List.of(view.get().columns().getFirst()));
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this statement: "
                + refresh.name()
                + " has no UNIQUE index over plain columns and without a WHERE clause.")
        .refused(scene, NO_INDEX)
        .safe(
            "-- with the columns that tell its rows apart:",
            "CREATE UNIQUE INDEX ON " + refresh.name() + " " + columns,
            scene.sql())
        .advice("Make the index before the view is refreshed.")
        .report();
  }

  /// Neither the view nor an index of it was seen.
  private static void unknown(Scene scene, RefreshMaterializedView refresh, Judgement judgement) {
    judgement
        .hazard(
            scene,
            ("PostgreSQL refuses this statement (SQLSTATE 55000) unless %s has a UNIQUE index over"
                    + " plain columns and without a WHERE clause. Neither the view nor its indexes"
                    + " are known here.")
                .formatted(refresh.name()))
        .refused(new Refusal.Conditional(NO_INDEX, "the view has no such index"))
        .atMost(Severity.INFO)
        .safe(
            "-- whether there is one:",
            "SELECT indexdef FROM pg_indexes WHERE tablename = '%s'"
                .formatted(refresh.name().name().replace("'", "''")))
        .advice("See that the view has such an index; a script that makes it can be handed in too.")
        .report();
  }
}
