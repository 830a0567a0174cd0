package dev.ballast.rules.catalogue.integer_key_overflow;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A new primary key, serial or identity column that is no bigint.
@NullMarked
public final class IntegerKeyOverflow implements Rule {
  @Override
  public String id() {
    return "integer-key-overflow";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      String wide = wide(column.type());
      if (!wide.isEmpty() && isKey(scene, column)) {
        var draft =
            judgement
                .hazard(
                    scene,
                    "%s is full at %s numbers, and then every INSERT fails; numbers of rolled-back"
                            .formatted(column, limit(column.type()))
                        + " INSERTs count too.")
                .about(column.table())
                .safe(column.rewritten(scene, wide))
                .advice("Make a key bigint from the start; to change it later rewrites the table.");
        column.withType(scene, wide).ifPresent(draft::fix);
        draft.report();
      }
    }
  }

  /// The wide type in its place; empty where it is wide or no integer.
  private static String wide(TypeName type) {
    if (type.isSerial()) {
      return type.name().name().contains("big") || type.name().name().endsWith("8")
          ? ""
          : "bigserial";
    }
    return type.arrayDimensions() == 0 && (type.isSystem("int4") || type.isSystem("int2"))
        ? "bigint"
        : "";
  }

  private static String limit(TypeName type) {
    String name = type.name().name();
    return name.contains("small") || name.endsWith("2") ? "32,767" : "2,147,483,647";
  }

  private static boolean isKey(Scene scene, NewColumn column) {
    boolean counts =
        column.type().isSerial()
            || column.definition().constraint(Constraint.Kind.IDENTITY).isPresent();
    if (!counts && column.type().isSystem("int2")) {
      // The code of a short list: nobody numbers rows to 32,767 by hand.
      return column.definition().constraint(Constraint.Kind.DEFAULT).isPresent()
          && isPrimary(scene, column);
    }
    return counts || isPrimary(scene, column);
  }

  private static boolean isPrimary(Scene scene, NewColumn column) {
    boolean beside = column.definition().constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
    return beside
        || (scene.statement() instanceof CreateTable create
            && create.constraints().stream()
                .anyMatch(
                    each ->
                        each.kind() == Constraint.Kind.PRIMARY_KEY
                            && each.columns().equals(List.of(column.definition().name()))));
  }
}
