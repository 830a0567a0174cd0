package dev.ballast.change.rules.reindex;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.OutsideTransaction;
import dev.ballast.change.rules.Rewording;
import dev.ballast.change.schema.KnownIndex;
import dev.ballast.postgres.sql.tree.IndexStatement;
import dev.ballast.postgres.sql.tree.QualifiedName;
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
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof IndexStatement.Reindex reindex)
        || reindex.concurrently()
        || reindex.kind() == IndexStatement.Reindex.Kind.SYSTEM) {
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
}
