package dev.ballast.sql.tree;

import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Expression.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The text that an expression always yields, where it does: what `EXECUTE` is given. For one
/// expression and one thread.
final class ConstantText {
  /// Stands for what only the run decides; a number follows from the second on. A word, so that it
  /// is part of a name where the value would be.
  static final String NAMED_AT_RUN_TIME = "named_at_run_time";

  private static final Set<String> TEXT_TYPES = Set.of("text", "varchar", "bpchar", "name");
  private static final Set<String> TEXT_FUNCTIONS =
      Set.of("format", "quote_ident", "quote_literal");

  private final boolean filled;
  private int fillings;

  private ConstantText(boolean filled) {
    this.filled = filled;
  }

  /// Of a `SELECT` with one expression.
  static Optional<String> of(ParsedStatement parsed) {
    return new ConstantText(false).text(parsed);
  }

  /// The same, with a made-up word in place of each value that only the run decides.
  static Optional<String> outline(ParsedStatement parsed) {
    return new ConstantText(true).text(parsed);
  }

  private Optional<String> text(ParsedStatement parsed) {
    if (parsed instanceof ParsedStatement.Understood understood
        && understood.statement() instanceof DataStatement.Select select
        && select.query().targets().size() == 1) {
      return text(select.query().targets().getFirst().value());
    }
    return Optional.empty();
  }

  private Optional<String> text(Expression expression) {
    return switch (expression) {
      case Literal literal when literal.kind() != Literal.Kind.NULL -> Optional.of(literal.text());
      case Cast cast
          when cast.type().modifiers().isEmpty()
              && cast.type().arrayDimensions() == 0
              && TEXT_TYPES.stream().anyMatch(cast.type()::isSystem) ->
          text(cast.operand());
      case Operation operation when "||".equals(operation.operator()) ->
          all(operation.operands()).map(texts -> String.join("", texts));
      case FunctionCall call when call.others().isEmpty() -> called(call);
      case Literal _ -> Optional.empty();
      case Expression _ -> filling();
    };
  }

  private Optional<String> filling() {
    if (!filled) {
      return Optional.empty();
    }
    fillings++;
    return Optional.of(fillings == 1 ? NAMED_AT_RUN_TIME : NAMED_AT_RUN_TIME + "_" + fillings);
  }

  private Optional<String> called(FunctionCall call) {
    boolean system = call.name().schema().map("pg_catalog"::equals).orElse(true);
    if (!system || call.variadic() || !TEXT_FUNCTIONS.contains(call.name().name())) {
      return filling();
    }
    Optional<List<String>> arguments = all(call.arguments());
    if (arguments.isEmpty() || arguments.get().isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = arguments.get();
    return switch (call.name().name()) {
      case "format" -> format(texts.getFirst(), texts.subList(1, texts.size()));
      case "quote_ident" -> Optional.of(QualifiedName.quoted(texts.getFirst()));
      default -> Optional.of(quoted(texts.getFirst()));
    };
  }

  private Optional<List<String>> all(List<Expression> expressions) {
    List<String> texts = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      Optional<String> text = text(expression);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  /// As `text_format` in `src/backend/utils/adt/varlena.c`, for `%s`, `%I`, `%L`, `%%` and
  /// positions as in `%1$I`; a width is not worked out.
  private static Optional<String> format(String template, List<String> arguments) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int start = at;
      while (at < template.length() && Character.isDigit(template.charAt(at))) {
        at++;
      }
      if (at > start) {
        if (at - start > 2 || at >= template.length() || template.charAt(at) != '$') {
          return Optional.empty();
        }
        next = Integer.parseInt(template, start, at++, 10) - 1;
      }
      char kind = at < template.length() ? template.charAt(at++) : 0;
      if (kind == '%') {
        text.append('%');
      } else if (next < 0 || next >= arguments.size() || "sIL".indexOf(kind) < 0) {
        return Optional.empty();
      } else {
        text.append(formatted(kind, arguments.get(next++)));
      }
    }
    return Optional.of(text.toString());
  }

  private static String formatted(char kind, String argument) {
    return switch (kind) {
      case 'I' -> QualifiedName.quoted(argument);
      case 'L' -> quoted(argument);
      default -> argument;
    };
  }

  private static String quoted(String text) {
    String quoted = '\'' + text.replace("'", "''") + '\'';
    return text.indexOf('\\') < 0 ? quoted : 'E' + quoted.replace("\\", "\\\\");
  }
}
