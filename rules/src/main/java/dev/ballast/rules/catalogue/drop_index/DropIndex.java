package dev.ballast.rules.catalogue.drop_index;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.rules.steps.Rewording;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DROP INDEX without CONCURRENTLY.
@NullMarked
public final class DropIndex implements Rule {
  @Override
  public String id() {
    return "drop-index";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || drop.kind() != ObjectKind.INDEX
        || drop.concurrently()) {
      return;
    }
    List<QualifiedName> indexes =
        drop.objects().stream()
            .map(ObjectName::name)
            .filter(name -> !isHarmless(scene, drop, name))
            .toList();
    if (indexes.isEmpty()) {
      return;
    }
    List<QualifiedName> tables =
        indexes.stream()
            .flatMap(name -> scene.schema().index(name).stream())
            .map(KnownIndex::table)
            .distinct()
            .toList();
    boolean partitioned =
        tables.stream()
            .flatMap(name -> scene.schema().table(name).stream())
            .anyMatch(KnownTable::partitioned);
    String table = tables.isEmpty() ? "its table" : Phrases.list(tables);
    var draft =
        judgement
            .hazard(
                scene,
                "Dropping "
                    + Phrases.list(indexes)
                    + " takes ACCESS EXCLUSIVE on "
                    + table
                    + (partitioned ? " and every partition" : "")
                    + ", which blocks readers too. "
                    + Phrases.queue(table))
            .claims(scene.effects())
            .about(tables.toArray(QualifiedName[]::new));
    if (partitioned || drop.cascade()) {
      draft.safe(Phrases.LOCK_TIMEOUT, scene.sql()).advice(Phrases.SHORT_WAIT).report();
      return;
    }
    String exists = drop.ifExists() ? "IF EXISTS " : "";
    draft
        .safe(
            indexes.stream()
                .map(name -> "DROP INDEX CONCURRENTLY " + exists + name)
                .toArray(String[]::new))
        .advice(OutsideTransaction.advice(scene, "Drop each index with CONCURRENTLY"));
    if (drop.objects().size() == 1 && OutsideTransaction.isGiven(scene)) {
      Rewording.behind(scene, Rewording.DROP_INDEX, " CONCURRENTLY")
          .map(Rewording::edit)
          .ifPresent(draft::fix);
    }
    draft.report();
  }

  /// It stands on a table that nobody uses yet, it is not there, or PostgreSQL refuses to drop it
  /// without its constraint.
  private static boolean isHarmless(Scene scene, Drop drop, QualifiedName name) {
    Optional<KnownIndex> index = scene.schema().index(name);
    return index
        .map(
            known ->
                scene.isFresh(known.table())
                    || (!drop.cascade() && known.ofConstraint().isPresent()))
        .orElse(drop.ifExists());
  }
}
