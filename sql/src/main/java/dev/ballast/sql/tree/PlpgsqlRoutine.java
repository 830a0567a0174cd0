package dev.ballast.sql.tree;

import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import java.util.Optional;
import java.util.stream.Collectors;

/// A routine as libpg_query can read its PL/pgSQL body. It knows no catalogue and takes each type
/// that is not built in for a record; so it refuses an array of one, and a column's type, which
/// PostgreSQL accepts. `text` stands for these: the types before a body do not change how it is
/// read.
final class PlpgsqlRoutine {
  private static final String TEXT = "text";

  private PlpgsqlRoutine() {}

  static String readable(CreateFunction routine, String body) {
    return "CREATE "
        + (routine.procedure() ? "PROCEDURE" : "FUNCTION")
        + routine.parameters().stream()
            .map(PlpgsqlRoutine::parameter)
            .collect(Collectors.joining(", ", " routine(", ")"))
        + returns(routine).map(type -> " RETURNS " + type).orElse("")
        + " LANGUAGE plpgsql AS "
        + CommentedEscapes.dollarQuoted(body);
  }

  private static String parameter(RoutineParameter parameter) {
    String mode =
        switch (parameter.mode()) {
          case IN -> "IN";
          case OUT, TABLE -> "OUT";
          case INOUT -> "INOUT";
          case VARIADIC -> "VARIADIC";
        };
    return mode
        + parameter.name().map(name -> " " + QualifiedName.quoted(name)).orElse("")
        + " "
        + readable(parameter.type());
  }

  private static Optional<String> returns(CreateFunction routine) {
    long columns =
        routine.parameters().stream()
            .filter(parameter -> parameter.mode() == RoutineParameter.Mode.TABLE)
            .count();
    return columns > 1
        ? Optional.of("SETOF record")
        : routine
            .returns()
            .map(type -> (type.setOf() || columns == 1 ? "SETOF " : "") + readable(type));
  }

  private static String readable(TypeName type) {
    if (type.arrayDimensions() > 0) {
      return TEXT + "[]";
    }
    return type.ofColumn() ? TEXT : type.canonical().replaceFirst("^SETOF ", "");
  }
}
