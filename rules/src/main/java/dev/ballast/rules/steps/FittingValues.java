package dev.ballast.rules.steps;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.sql.tree.TypeName;
import java.util.Optional;
import java.util.Set;

/// The condition that holds for a value which a narrower type of its column keeps as it is.
public final class FittingValues {
  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
  private static final Set<String> FRACTIONS = Set.of("numeric", "float4", "float8");
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");

  /// The major from which `pg_input_is_valid` tells whether a text can become a value.
  private static final int INPUT_IS_VALID = 16;

  private FittingValues() {}

  /// Empty where no condition tells it without an error.
  ///
  /// @param column its name as SQL needs it
  /// @param former the type of the column, where it is known
  public static Optional<String> of(
      String column, Optional<TypeName> former, TypeName type, int major) {
    if (type.arrayDimensions() > 0 || former.filter(it -> it.arrayDimensions() > 0).isPresent()) {
      return Optional.empty();
    }
    boolean text = former.filter(it -> is(it, TEXTS)).isPresent();
    return switch (type.name().name()) {
      case "varchar", "bpchar" -> {
        String value = text || former.isEmpty() ? column : column + "::text";
        String longest = type.modifiers().isEmpty() ? "1" : type.modifiers().getFirst();
        yield Optional.of("char_length(" + value + ") <= " + longest);
      }
      default -> text ? written(column, type, major) : converted(column, former, type);
    };
  }

  /// Of a text, which is read as a value of the type.
  private static Optional<String> written(String column, TypeName type, int major) {
    if (major >= INPUT_IS_VALID) {
      return Optional.of(
          "pg_input_is_valid(%s, %s)".formatted(column, Deparser.literal(type.canonical())));
    }
    return is(type, INTEGERS) ? Optional.of(column + " ~ '^[-+]?[0-9]{1,4}$'") : Optional.empty();
  }

  private static Optional<String> converted(
      String column, Optional<TypeName> former, TypeName type) {
    boolean fractions = former.filter(it -> is(it, FRACTIONS)).isPresent();
    boolean number = fractions || former.filter(it -> is(it, INTEGERS)).isPresent();
    String whole = fractions ? " AND " + column + " = trunc(" + column + ")" : "";
    return switch (type.name().name()) {
      case "int2" -> Optional.of(column + " BETWEEN -32768 AND 32767" + whole);
      case "int4" -> Optional.of(column + " BETWEEN -2147483648 AND 2147483647" + whole);
      case "int8" ->
          Optional.of(column + " BETWEEN -9223372036854775808 AND 9223372036854775807" + whole);
      case "numeric" ->
          number || former.isEmpty() ? decimal(column, former, type) : Optional.empty();
      default -> Optional.of("%s = %s::%s".formatted(column, column, type.canonical()));
    };
  }

  /// `numeric(10,2)` keeps two digits behind the point, and eight before it.
  private static Optional<String> decimal(String column, Optional<TypeName> former, TypeName type) {
    if (type.modifier(0).isEmpty()) {
      return Optional.empty();
    }
    int scale = type.modifier(1).orElse(0);
    String value =
        former.filter(it -> it.isSystem("numeric")).isPresent() ? column : column + "::numeric";
    String fits =
        "abs(round(%s, %d)) < 1e%d".formatted(value, scale, type.modifier(0).getAsInt() - scale);
    boolean keepsDigits =
        former
            .filter(
                it ->
                    (is(it, INTEGERS) && scale >= 0)
                        || (it.modifier(0).isPresent() && it.modifier(1).orElse(0) <= scale))
            .isPresent();
    return Optional.of(
        keepsDigits ? fits : "%s = round(%s, %d) AND %s".formatted(value, value, scale, fits));
  }

  private static boolean is(TypeName type, Set<String> names) {
    return names.stream().anyMatch(type::isSystem);
  }
}
