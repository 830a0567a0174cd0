package dev.ballast.rules.catalogue.enum_value_order;

import dev.ballast.effect.schema.KnownType;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import org.jspecify.annotations.NullMarked;

/// ALTER TYPE ... ADD VALUE without a place.
@NullMarked
public final class EnumValueOrder implements Rule {
  @Override
  public String id() {
    return "enum-value-order";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterEnumAddValue.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterEnumAddValue add) || add.neighbour().isPresent()) {
      return;
    }
    String value = Deparser.literal(add.value());
    String last =
        scene.schema().type(add.name()).orElse(null) instanceof KnownType.EnumType known
                && !known.values().isEmpty()
            ? Deparser.literal(known.values().getLast())
            : "<value>";
    judgement
        .hazard(
            scene,
            "%s sorts after every other value of %s, and the order cannot be changed later."
                .formatted(value, add.name()))
        .safe("ALTER TYPE %s ADD VALUE %s AFTER %s".formatted(add.name(), value, last))
        .advice("Say BEFORE or AFTER which value it stands.")
        .report();
  }
}
