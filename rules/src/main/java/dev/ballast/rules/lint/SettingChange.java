package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A setting that a statement changes for its session or transaction: by SET, by RESET, or by a
/// call of `set_config`.
///
/// @param name in lower case; [#ALL] for `RESET ALL`
/// @param value as text; empty where the setting goes back to what the session began with, or its
///     new value is no constant
/// @param local it holds to the end of the transaction only
/// @param reset it goes back to what the session began with
public record SettingChange(String name, Optional<String> value, boolean local, boolean reset) {
  public static final String ALL = "all";

  public SettingChange {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }

  /// All changes that a statement makes, in the order of its text; none for most.
  public static List<SettingChange> of(Statement statement) {
    if (statement instanceof SetVariable set) {
      return List.of(of(set));
    }
    if (statement instanceof Select select) {
      return calls(select);
    }
    return List.of();
  }

  private static SettingChange of(SetVariable set) {
    boolean gives = set.kind() == SetVariable.Kind.SET && !set.values().isEmpty();
    boolean reset =
        switch (set.kind()) {
          case RESET, RESET_ALL, DEFAULT -> true;
          case SET, CURRENT, MULTI -> false;
        };
    return new SettingChange(
        set.kind() == SetVariable.Kind.RESET_ALL ? ALL : set.name().toLowerCase(Locale.ROOT),
        gives ? Optional.of(String.join(", ", set.values())) : Optional.empty(),
        set.local(),
        reset);
  }

  private static List<SettingChange> calls(Select select) {
    List<SettingChange> changes = new ArrayList<>();
    for (FunctionCall call : Walk.of(select).calls()) {
      List<Expression> arguments = call.arguments();
      if (call.name().name().equals("set_config") && arguments.size() == 3) {
        text(arguments.getFirst())
            .ifPresent(
                name ->
                    changes.add(
                        new SettingChange(
                            name.toLowerCase(Locale.ROOT),
                            text(arguments.get(1)),
                            text(arguments.get(2)).filter("true"::equals).isPresent(),
                            false)));
      }
    }
    return changes;
  }

  private static Optional<String> text(Expression expression) {
    if (expression instanceof Literal literal && literal.kind() != Literal.Kind.NULL) {
      return Optional.of(literal.text());
    }
    if (expression instanceof Cast cast) {
      return text(cast.operand());
    }
    return Optional.empty();
  }
}
