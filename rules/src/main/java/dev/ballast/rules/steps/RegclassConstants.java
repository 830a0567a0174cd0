package dev.ballast.rules.steps;

import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import java.util.regex.Pattern;

/// Constants as a statement writes them.
public final class RegclassConstants {
  private static final Pattern NAME =
      Pattern.compile("(?:([a-z_][a-z0-9_$]*)\\.)?([a-z_][a-z0-9_$]*)");

  private RegclassConstants() {}

  /// The relation that a text such as `'app.orders_id_seq'::regclass` names; empty where it is no
  /// constant, or a quoted name.
  public static Optional<QualifiedName> relation(Expression expression) {
    return switch (expression) {
      case Cast cast -> relation(cast.operand());
      case Literal literal when literal.kind() == Literal.Kind.STRING -> {
        var matcher = NAME.matcher(literal.text());
        yield matcher.matches()
            ? Optional.of(
                new QualifiedName(Optional.ofNullable(matcher.group(1)), matcher.group(2)))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
