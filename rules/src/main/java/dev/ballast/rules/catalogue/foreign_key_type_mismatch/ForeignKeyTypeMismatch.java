package dev.ballast.rules.catalogue.foreign_key_type_mismatch;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.rules.dependents.NewForeignKey;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// FOREIGN KEY whose column has another type than the one it points at.
@NullMarked
public final class ForeignKeyTypeMismatch implements Rule {
  @Override
  public String id() {
    return "foreign-key-type-mismatch";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Constraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewForeignKey key : NewForeignKey.of(scene.statement())) {
      List<String> targets = key.targets(scene.schema());
      for (int i = 0; i < Math.min(targets.size(), key.columns().size()); i++) {
        report(scene, key, key.columns().get(i), targets.get(i), judgement);
      }
    }
  }

  private static void report(
      Scene scene, NewForeignKey key, String column, String target, Judgement judgement) {
    Optional<TypeName> here = key.type(scene.statement(), scene.schema(), column);
    Optional<TypeName> there =
        scene
            .schema()
            .table(key.reference().table())
            .flatMap(table -> table.column(target))
            .map(KnownColumn::type);
    if (here.isEmpty() || there.isEmpty() || family(here.get()).equals(family(there.get()))) {
      return;
    }
    judgement
        .hazard(
            scene,
            ("%s.%s is %s and points at %s.%s, which is %s: a value of one may not fit into the"
                    + " other.")
                .formatted(
                    key.table(),
                    QualifiedName.of(column),
                    here.get().canonical(),
                    key.reference().table(),
                    QualifiedName.of(target),
                    there.get().canonical()))
        .about(key.table())
        .safe(
            "-- %s.%s %s"
                .formatted(key.table(), QualifiedName.of(column), whole(there.get()).canonical()))
        .advice(
            "Declare %s as %s.".formatted(QualifiedName.of(column), whole(there.get()).canonical()))
        .report();
  }

  private static TypeName whole(TypeName type) {
    return switch (family(type)) {
      case "int2", "int4", "int8" -> TypeName.system(family(type));
      default -> type;
    };
  }

  /// Types of one family hold the same values.
  private static String family(TypeName type) {
    return switch (type.name().name()) {
      case "smallserial", "serial2" -> "int2";
      case "serial", "serial4" -> "int4";
      case "bigserial", "serial8" -> "int8";
      case "varchar", "bpchar", "citext" -> "text";
      default -> type.name().name();
    };
  }
}
