package dev.ballast.sql.tree;

import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.Literal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Relations that an argument names by a text, such as `'app.orders_id_seq'::regclass`.
public final class RegclassConstant {
  private static final Pattern NAME =
      Pattern.compile("(?:([a-z_][a-z0-9_$]*)\\.)?([a-z_][a-z0-9_$]*)");

  private RegclassConstant() {}

  /// Empty where the expression is no constant, or a quoted name.
  public static Optional<QualifiedName> relation(Expression expression) {
    if (expression instanceof Cast cast) {
      return relation(cast.operand());
    }
    if (expression instanceof Literal literal && literal.kind() == Literal.Kind.STRING) {
      Matcher matcher = NAME.matcher(literal.text());
      return matcher.matches()
          ? Optional.of(new QualifiedName(Optional.ofNullable(matcher.group(1)), matcher.group(2)))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
