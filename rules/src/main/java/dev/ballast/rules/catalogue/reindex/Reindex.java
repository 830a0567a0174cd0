package dev.ballast.rules.catalogue.reindex;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.rules.dependents.SystemCatalogs;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.rules.steps.Rewording;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// REINDEX without CONCURRENTLY.
@NullMarked
public final class Reindex implements Rule {
  @Override
  public String id() {
    return "reindex";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(IndexStatement.Reindex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof IndexStatement.Reindex reindex) || reindex.concurrently()) {
      return;
    }
    if (isOfCatalogs(reindex)) {
      catalogs(scene, judgement);
      return;
    }
    Optional<QualifiedName> table =
        switch (reindex.kind()) {
          case INDEX -> reindex.relation().flatMap(scene.schema()::index).map(KnownIndex::table);
          case TABLE -> reindex.relation();
          default -> Optional.empty();
        };
    if (table.filter(scene::isFresh).isPresent()) {
      return;
    }
    String whole =
        switch (reindex.kind()) {
          case INDEX -> "its table";
          case TABLE -> "the table";
          default -> "each table in turn";
        };
    Optional<Rewording> concurrent = Rewording.behind(scene, Rewording.REINDEX, " CONCURRENTLY");
    var draft =
        judgement
            .hazard(
                scene,
                "All of "
                    + table.map(QualifiedName::toString).orElse(whole)
                    + " is read while it refuses INSERT, UPDATE and DELETE (SHARE), and the index"
                    + " refuses everybody (ACCESS EXCLUSIVE): even a query that would not use it"
                    + " waits, because planning it opens every index of the table.")
            .claims(scene.effects())
            .about(table.stream().toArray(QualifiedName[]::new))
            .safe(
                concurrent.map(Rewording::sql).orElse("-- REINDEX ... CONCURRENTLY"),
                "-- if it fails, it leaves an INVALID index named *_ccnew that must be dropped")
            .advice(OutsideTransaction.advice(scene, "Rebuild it with CONCURRENTLY"));
    if (OutsideTransaction.isGiven(scene)) {
      concurrent.map(Rewording::edit).ifPresent(draft::fix);
    }
    draft.report();
  }

  private static boolean isOfCatalogs(IndexStatement.Reindex reindex) {
    return switch (reindex.kind()) {
      case SYSTEM -> true;
      case TABLE -> reindex.relation().filter(SystemCatalogs::isCatalog).isPresent();
      case INDEX -> reindex.relation().filter(SystemCatalogs::isIndex).isPresent();
      case SCHEMA, DATABASE -> false;
    };
  }

  private static void catalogs(Scene scene, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "System catalogs are read while they refuse changes (SHARE), and each index that is"
                + " rebuilt refuses everybody (ACCESS EXCLUSIVE): DDL waits, and so does every"
                + " session that connects or plans a statement and looks up a name in it.")
        .advice(
            "Rebuild a catalog's index only where it is damaged, while no application is connected:"
                + " there is no CONCURRENTLY for catalogs.")
        .report();
  }
}
