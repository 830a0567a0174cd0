package dev.ballast.rules.catalogue.create_index;

import dev.ballast.effect.MutableCalls;
import dev.ballast.effect.schema.KnownTable;
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

/// CREATE INDEX without CONCURRENTLY on a table that is in use.
@NullMarked
public final class CreateIndex implements Rule {
  @Override
  public String id() {
    return "create-index";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(IndexStatement.CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof IndexStatement.CreateIndex create)
        || create.concurrently()
        || scene.isFresh(create.table())
        || scene.schema().table(create.table()).filter(KnownTable::partitioned).isPresent()
        || scene.effects().work().isEmpty()
        || MutableCalls.of(create, scene.schema()).isPresent()) {
      return;
    }
    QualifiedName table = create.table();
    Optional<Rewording> concurrent =
        Rewording.behind(scene, Rewording.CREATE_INDEX, " CONCURRENTLY");
    // IF NOT EXISTS would keep the INVALID index of an earlier try.
    boolean keeps = create.ifNotExists() && create.name().isPresent();
    String sql = concurrent.map(Rewording::sql).orElse("-- CREATE INDEX CONCURRENTLY ...");
    var draft =
        judgement
            .hazard(
                scene,
                "All of "
                    + table
                    + " is read to build the index, while it refuses INSERT, UPDATE and DELETE"
                    + " (SHARE).")
            .claims(scene.effects())
            .about(table)
            .advice(OutsideTransaction.advice(scene, "Build it with CONCURRENTLY"));
    if (keeps) {
      draft.safe(
          "DROP INDEX CONCURRENTLY IF EXISTS "
              + new QualifiedName(table.schema(), create.name().get()),
          Rewording.withoutIfNotExists(sql));
    } else {
      draft.safe(sql, "-- if it fails, it leaves an INVALID index that must be dropped first");
    }
    if (!keeps && OutsideTransaction.isGiven(scene)) {
      concurrent.map(Rewording::edit).ifPresent(draft::fix);
    }
    draft.report();
  }
}
