package dev.ballast.effect.derived;

import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineParameter;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import java.util.stream.Collectors;

/// The body of a routine that is known by its tree alone. PL/pgSQL is read as part of the statement
/// that makes it, because its parameters are variables of the body; so that statement is written
/// again.
public final class RoutineText {
  private RoutineText() {}

  public static RoutineBody body(Do block) {
    return read("DO LANGUAGE \"" + block.language() + "\" " + quoted(block.body().text()));
  }

  /// The body of a routine.
  ///
  /// @param routine one that has a text as its body
  public static RoutineBody body(CreateFunction routine) {
    String parameters =
        routine.parameters().stream()
            .filter(parameter -> parameter.mode() != RoutineParameter.Mode.TABLE)
            .map(RoutineText::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    String columns =
        routine.parameters().stream()
            .filter(parameter -> parameter.mode() == RoutineParameter.Mode.TABLE)
            .map(parameter -> name(parameter) + " " + parameter.type().canonical())
            .collect(Collectors.joining(", "));
    String returns =
        columns.isEmpty()
            ? routine.returns().map(type -> " RETURNS " + type.canonical()).orElse("")
            : " RETURNS TABLE (" + columns + ")";
    return read(
        "CREATE "
            + (routine.procedure() ? "PROCEDURE " : "FUNCTION ")
            + routine.name()
            + parameters
            + returns
            + " LANGUAGE \""
            + routine.language()
            + "\" AS "
            + quoted(routine.body().orElseThrow().text()));
  }

  private static String parameter(RoutineParameter parameter) {
    return parameter.mode() + " " + name(parameter) + " " + parameter.type().canonical();
  }

  private static String name(RoutineParameter parameter) {
    return parameter.name().map(name -> "\"" + name.replace("\"", "\"\"") + "\"").orElse("");
  }

  private static String quoted(String body) {
    String tag = "$body$";
    while (body.contains(tag)) {
      tag = "$" + tag.substring(1, tag.length() - 1) + "_$";
    }
    return tag + body + tag;
  }

  private static RoutineBody read(String statement) {
    return Parser.postgres18()
        .body(statement)
        .orElseGet(() -> new RoutineBody.OtherLanguage("a form that cannot be rewritten"));
  }
}
