package dev.ballast.rules.catalogue.truncate_referenced;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.Truncate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// TRUNCATE without CASCADE of a table that another one's foreign key points at:
/// `heap_truncate_check_FKs` in `src/backend/catalog/heap.c` refuses it.
@NullMarked
public final class TruncateReferenced implements Rule {
  @Override
  public String id() {
    return "truncate-referenced";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Truncate.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Truncate truncate) || truncate.cascade()) {
      return;
    }
    List<QualifiedName> emptied = new ArrayList<>(truncate.tables());
    truncate.tables().stream()
        .flatMap(table -> scene.schema().allHeirs(table).stream())
        .map(KnownTable::name)
        .forEach(emptied::add);
    PartitionedKeys keys = new PartitionedKeys(scene.schema());
    Optional<PartitionedKeys.Key> pointing =
        // A heir may have been left out by ONLY.
        truncate.tables().stream()
            .flatMap(table -> keys.to(table).stream())
            .filter(key -> key.constraint().enforced())
            .filter(key -> emptied.stream().noneMatch(key.of().name()::mayBe))
            .findFirst();
    pointing.ifPresent(key -> report(scene, truncate, key, judgement));
  }

  private static void report(
      Scene scene, Truncate truncate, PartitionedKeys.Key key, Judgement judgement) {
    QualifiedName constraint = QualifiedName.of(key.constraint().name());
    judgement
        .hazard(
            scene,
            ("PostgreSQL refuses this statement (SQLSTATE 0A000): the foreign key %s of %s points"
                    + " at %s, even if no row of it does.")
                .formatted(constraint, key.of().name(), key.references()))
        .refused(scene, "0A000")
        .about(
            Stream.concat(truncate.tables().stream(), Stream.of(key.of().name()))
                .toArray(QualifiedName[]::new))
        .advice(
            "Name "
                + key.of().name()
                + " in the same TRUNCATE, where its rows may go too, or delete the rows.")
        .report();
  }
}
