package dev.ballast.rules.catalogue.duplicate_index;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX beside a known index with the same leading keys.
@NullMarked
public final class DuplicateIndex implements Rule {
  @Override
  public String id() {
    return "duplicate-index";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)
        || !isPlain(create)
        || (create.ifNotExists() && isThere(scene, create))) {
      return;
    }
    List<String> keys =
        create.keys().stream().map(IndexKey::column).flatMap(Optional::stream).toList();
    for (KnownIndex known : scene.schema().indexesOf(create.table())) {
      if (!known.plain() || known.partial() || !known.method().equals("btree")) {
        continue;
      }
      boolean newIsCovered = !create.shape().unique() && leads(keys, known.columns());
      boolean oldIsCovered =
          !known.unique() && keys.size() > known.columns().size() && leads(known.columns(), keys);
      if (newIsCovered || oldIsCovered) {
        report(scene, create, known, newIsCovered, judgement);
        return;
      }
    }
  }

  private static boolean isThere(Scene scene, CreateIndex create) {
    return create
        .name()
        .flatMap(name -> scene.schema().index(new QualifiedName(create.table().schema(), name)))
        .isPresent();
  }

  private static boolean isPlain(CreateIndex create) {
    return create.shape().method().equals("btree")
        && create.shape().where().isEmpty()
        && create.shape().includes().isEmpty()
        && create.keys().stream()
            .allMatch(
                key ->
                    key.column().isPresent()
                        && key.collation().isEmpty()
                        && key.operatorClass().isEmpty()
                        && !key.descending()
                        && key.nullsFirst().isEmpty());
  }

  private static boolean leads(List<String> first, List<String> all) {
    return first.size() <= all.size() && all.subList(0, first.size()).equals(first);
  }

  private static void report(
      Scene scene,
      CreateIndex create,
      KnownIndex known,
      boolean newIsCovered,
      Judgement judgement) {
    String old = known.name() + " " + Deparser.columns(known.columns());
    judgement
        .hazard(
            scene,
            newIsCovered
                ? "The index "
                    + old
                    + " on "
                    + create.table()
                    + " already serves every search that this one could."
                : "This index serves every search that "
                    + old
                    + " does: every write of "
                    + create.table()
                    + " then keeps both.")
        .about(create.table())
        .safe(newIsCovered ? "-- leave this index out" : "DROP INDEX CONCURRENTLY " + known.name())
        .advice(
            newIsCovered
                ? "Leave it out, or drop the other one."
                : "Drop the narrower index once this one is there, or before it.")
        .report();
  }
}
