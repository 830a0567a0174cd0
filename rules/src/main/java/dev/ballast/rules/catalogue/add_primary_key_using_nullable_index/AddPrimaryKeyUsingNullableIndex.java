package dev.ballast.rules.catalogue.add_primary_key_using_nullable_index;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// PRIMARY KEY USING INDEX on columns that may be null.
@NullMarked
public final class AddPrimaryKeyUsingNullableIndex implements Rule {
  @Override
  public String id() {
    return "add-primary-key-using-nullable-index";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.PRIMARY_KEY)) {
      Optional<String> index = each.action().constraint().usingIndex();
      if (index.isEmpty()) {
        continue;
      }
      if (isUnknown(scene, each.table(), index.get())) {
        reportUnknown(each, index.get(), judgement);
        continue;
      }
      List<String> nullable =
          scene
              .schema()
              .index(new QualifiedName(each.table().schema(), index.get()))
              .map(KnownIndex::columns)
              .orElse(List.of())
              .stream()
              .filter(column -> mayBeNull(scene, each.table(), column))
              .toList();
      if (!nullable.isEmpty()) {
        report(each, nullable, judgement);
      }
    }
  }

  /// The index was not seen, and neither was that all columns of the table are NOT NULL.
  private static boolean isUnknown(Scene scene, QualifiedName table, String index) {
    boolean required =
        scene
            .schema()
            .table(table)
            .filter(
                known -> known.whole() && known.columns().stream().allMatch(KnownColumn::notNull))
            .isPresent();
    return !required && scene.schema().index(new QualifiedName(table.schema(), index)).isEmpty();
  }

  private static void reportUnknown(
      ActionText<AddConstraint> each, String index, Judgement judgement) {
    each.locking(
            judgement,
            ("If a column of the index %s may be null, every row of %s is read to find a null, and"
                    + " no session can read or write the table meanwhile (ACCESS EXCLUSIVE). Which"
                    + " columns the index has is not known here.")
                .formatted(QualifiedName.of(index), each.table()))
        .atMost(Severity.WARNING)
        .safe(
            "-- for each column of the index that may be null:",
            each.alterTable("ADD CONSTRAINT <name> CHECK (<column> IS NOT NULL) NOT VALID"),
            each.alterTable("VALIDATE CONSTRAINT <name>"),
            each.alterTable("ALTER COLUMN <column> SET NOT NULL"),
            "-- then the key reads nothing:",
            each.alterTable(each.sql()))
        .advice(
            "See that each column of the index is NOT NULL, or make it so by a validated constraint"
                + " before the key.")
        .report();
  }

  private static boolean mayBeNull(Scene scene, QualifiedName table, String column) {
    return scene
            .schema()
            .table(table)
            .flatMap(known -> known.column(column))
            .filter(known -> !known.notNull())
            .isPresent()
        && !scene.schema().provesNotNull(table, column);
  }

  private static void report(
      ActionText<AddConstraint> each, List<String> nullable, Judgement judgement) {
    List<String> steps = new ArrayList<>();
    nullable.forEach(
        column -> steps.addAll(SafeSteps.notNull(each.table(), column, each.scene().major())));
    steps.add(each.alterTable(each.sql()));
    each.locking(
            judgement,
            ("%s may be null, so every row of %s is read to find one, and no session can read or"
                    + " write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(String.join(", ", nullable), each.table()))
        .safe(steps.toArray(String[]::new))
        .advice("Make the columns NOT NULL by a validated constraint before the key.")
        .report();
  }
}
