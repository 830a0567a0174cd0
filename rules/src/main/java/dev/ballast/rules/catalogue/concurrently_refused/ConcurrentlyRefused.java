package dev.ballast.rules.catalogue.concurrently_refused;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.dependents.SystemCatalogs;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CONCURRENTLY where PostgreSQL has no such form: `RemoveRelations` in
/// `src/backend/commands/tablecmds.c`, `ReindexTable` and `ReindexRelationConcurrently` in
/// `indexcmds.c`, `ExecRefreshMatView` in `matview.c`.
@NullMarked
public final class ConcurrentlyRefused implements Rule {
  private static final String UNSUPPORTED = "0A000";
  private static final String SYNTAX = "42601";

  @Override
  public String id() {
    return "concurrently-refused";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Drop drop) {
      if (drop.concurrently() && drop.kind() == ObjectKind.INDEX) {
        drop(scene, drop, judgement);
      }
    } else if (scene.statement() instanceof Reindex reindex) {
      if (reindex.concurrently()) {
        reindex(scene, reindex, judgement);
      }
    } else if (scene.statement() instanceof RefreshMaterializedView refresh
        && refresh.concurrently()
        && !refresh.withData()) {
      refused(
              scene,
              judgement,
              SYNTAX,
              "CONCURRENTLY and WITH NO DATA cannot be used together in REFRESH.")
          .safe("REFRESH MATERIALIZED VIEW " + refresh.name() + " WITH NO DATA")
          .advice("WITH NO DATA only empties the view; leave CONCURRENTLY out.")
          .report();
    }
  }

  private static Judgement.Draft refused(
      Scene scene, Judgement judgement, String sqlState, String reason) {
    return judgement
        .hazard(scene, "PostgreSQL refuses this statement (SQLSTATE " + sqlState + "): " + reason)
        .refused(scene, sqlState);
  }

  private static void drop(Scene scene, Drop drop, Judgement judgement) {
    List<QualifiedName> names = drop.objects().stream().map(ObjectName::name).toList();
    String exists = drop.ifExists() ? "IF EXISTS " : "";
    List<QualifiedName> partitioned =
        names.stream().filter(name -> isPartitioned(scene, name)).toList();
    if (!partitioned.isEmpty()) {
      refused(
              scene,
              judgement,
              UNSUPPORTED,
              Phrases.list(partitioned)
                  + " is the index of a partitioned table, which cannot be dropped with"
                  + " CONCURRENTLY, and the indexes of its partitions cannot be dropped alone.")
          .safe(Phrases.LOCK_TIMEOUT, "DROP INDEX " + exists + partitioned.getFirst())
          .advice(
              "Drop it without CONCURRENTLY: ACCESS EXCLUSIVE on the table and every partition is"
                  + " held only for an instant. "
                  + Phrases.SHORT_WAIT)
          .report();
    } else if (names.size() > 1 || drop.cascade()) {
      refused(
              scene,
              judgement,
              UNSUPPORTED,
              names.size() > 1
                  ? "DROP INDEX CONCURRENTLY drops one index per statement."
                  : "DROP INDEX CONCURRENTLY does not support CASCADE.")
          .safe(
              names.stream()
                  .map(name -> "DROP INDEX CONCURRENTLY " + exists + name)
                  .toArray(String[]::new))
          .advice(
              drop.cascade()
                  ? "Drop what depends on the index first, such as the foreign keys to a unique"
                      + " index; then drop the index without CASCADE."
                  : "Write a statement for each index.")
          .report();
    }
  }

  private static boolean isPartitioned(Scene scene, QualifiedName index) {
    return scene
        .schema()
        .index(index)
        .map(KnownIndex::table)
        .flatMap(scene.schema()::table)
        .filter(table -> table.persistence() != Persistence.TEMPORARY)
        .filter(KnownTable::partitioned)
        .isPresent();
  }

  private static void reindex(Scene scene, Reindex reindex, Judgement judgement) {
    boolean catalogs =
        switch (reindex.kind()) {
          case SYSTEM -> true;
          case TABLE -> reindex.relation().filter(SystemCatalogs::isCatalog).isPresent();
          case INDEX -> reindex.relation().filter(SystemCatalogs::isIndex).isPresent();
          case SCHEMA, DATABASE -> false;
        };
    if (catalogs) {
      refused(scene, judgement, UNSUPPORTED, "system catalogs cannot be rebuilt with CONCURRENTLY.")
          .advice(
              "Rebuild a catalog's index only where it is damaged, without CONCURRENTLY, while no"
                  + " application is connected.")
          .report();
    } else if (reindex.kind() == Reindex.Kind.INDEX) {
      reindex
          .relation()
          .filter(index -> isExclusion(scene, index))
          .ifPresent(
              index ->
                  refused(
                          scene,
                          judgement,
                          UNSUPPORTED,
                          index
                              + " belongs to an exclusion constraint, whose index cannot be built"
                              + " with CONCURRENTLY.")
                      .safe(Phrases.LOCK_TIMEOUT, "REINDEX INDEX " + index)
                      .advice(
                          "Rebuild it without CONCURRENTLY in a quiet hour: writers wait until it"
                              + " is built.")
                      .report());
    }
  }

  private static boolean isExclusion(Scene scene, QualifiedName name) {
    return scene
        .schema()
        .index(name)
        .filter(
            index ->
                index
                    .ofConstraint()
                    .flatMap(
                        constraint ->
                            scene
                                .schema()
                                .table(index.table())
                                .flatMap(table -> table.constraint(constraint)))
                    .filter(constraint -> constraint.kind() == Constraint.Kind.EXCLUSION)
                    .isPresent())
        .isPresent();
  }
}
