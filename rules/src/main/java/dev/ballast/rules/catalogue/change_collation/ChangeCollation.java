package dev.ballast.rules.catalogue.change_collation;

import dev.ballast.effect.TypeChange;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SecondColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE that keeps the rows but orders them otherwise.
@NullMarked
public final class ChangeCollation implements Rule {
  @Override
  public String id() {
    return "change-collation";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      TypeChange change = TypeChange.of(scene.schema(), each.table(), each.action());
      if (change.rewrite().isPresent() || (!change.collation() && !change.otherOperators())) {
        continue;
      }
      List<String> indexes =
          scene.effects().work(WorkEffect.Kind.INDEX_BUILD).stream()
              .map(work -> work.relation().name().toString())
              .toList();
      if (!indexes.isEmpty()) {
        String column = QualifiedName.of(each.action().column()).toString();
        each.locking(
                judgement,
                ("No row changes, but %s %s rebuilt from every row of %s, and no session can read"
                        + " or write it meanwhile (ACCESS EXCLUSIVE).")
                    .formatted(
                        String.join(", ", indexes),
                        indexes.size() == 1 ? "is" : "are",
                        each.described()))
            .safe(
                Stream.concat(
                        each.action().collation().stream()
                            .flatMap(
                                collation ->
                                    Stream.of(
                                        "-- where some queries need the other order, an index"
                                            + " for them:",
                                        "CREATE INDEX CONCURRENTLY ON %s (%s COLLATE %s)"
                                            .formatted(each.table(), column, collation),
                                        "-- where all do:")),
                        SecondColumn.steps(each).stream())
                    .toArray(String[]::new))
            .advice(
                "Build an index with the other collation concurrently, or fill a second column"
                    + " and swap the names.")
            .report();
      }
    }
  }
}
