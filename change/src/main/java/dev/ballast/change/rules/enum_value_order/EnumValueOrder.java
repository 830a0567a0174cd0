package dev.ballast.change.rules.enum_value_order;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.schema.KnownType;
import dev.ballast.postgres.sql.tree.TypeStatement.AlterEnumAddValue;
import org.jspecify.annotations.NullMarked;

/// ALTER TYPE ... ADD VALUE without a place.
@NullMarked
public final class EnumValueOrder implements Rule {
  @Override
  public String id() {
    return "enum-value-order";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterEnumAddValue add) || add.neighbour().isPresent()) {
      return;
    }
    String value = Spelling.literal(add.value());
    String last =
        scene.schema().type(add.name()).orElse(null) instanceof KnownType.EnumType known
                && !known.values().isEmpty()
            ? Spelling.literal(known.values().getLast())
            : "<value>";
    judgement
        .hazard(
            scene,
            "%s sorts behind every other value of %s, and the order cannot be changed later."
                .formatted(value, add.name()))
        .safe("ALTER TYPE %s ADD VALUE %s AFTER %s".formatted(add.name(), value, last))
        .advice("Say BEFORE or AFTER which value it stands.")
        .report();
  }
}
