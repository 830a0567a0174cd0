package dev.ballast.lab.traffic.production;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A normalized statement in a form that the server prepares. Where pg_stat_statements put `$1` for
/// a constant, no parameter may stand in some places: behind the name of a type, `interval $1`, and
/// in `extract($1 FROM t)`.
///
/// @param parameters how many it has
/// @param lists how many lists it had of which only the first element is known: PostgreSQL 18
///     writes `IN ($1 /*, ... */)`
/// @param spoken what the words around a parameter say of it
public record ReplayText(
    String text, int parameters, int lists, Map<Integer, ParameterWord> spoken) {
  /// What pg_stat_statements writes behind the first element of a list.
  private static final String SHORTENED = "/*, ... */";

  private static final Set<String> TYPES =
      Set.of(
          "interval",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "json",
          "jsonb",
          "uuid",
          "inet",
          "cidr",
          "numeric",
          "point",
          "bytea",
          "regclass",
          "tsquery",
          "tsvector",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange");
  private static final Set<String> FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second", "to");

  /// The words that say what a parameter is.
  public enum ParameterWord {
    LIMIT,
    OFFSET,
    ESCAPE
  }

  public ReplayText {
    requireNonNull(text, "text is null");
    spoken = Map.copyOf(spoken);
  }

  /// Rewrites a text as far as it needs it.
  ///
  /// @param listLength how many elements a shortened list is given
  static ReplayText of(String normalized, int listLength) {
    return new Rewriting(SqlText.of(normalized), listLength).result();
  }

  /// The number of a token `$1`, 0 for any other.
  static int parameter(Token token) {
    String value = token.value();
    return token.kind() == Token.Kind.SYMBOL && value.matches("\\$[0-9]{1,6}")
        ? Integer.parseInt(value.substring(1))
        : 0;
  }

  private static final class Rewriting {
    private final SqlText text;
    private final List<Token> tokens;
    private final int listLength;
    private final TreeMap<Integer, Change> changes = new TreeMap<>();
    private final TreeMap<Integer, ParameterWord> spoken = new TreeMap<>();
    private int most;
    private int lists;

    private record Change(Span span, String other) {}

    Rewriting(SqlText text, int listLength) {
      this.text = text;
      this.tokens = text.tokens();
      this.listLength = listLength;
      this.most = tokens.stream().mapToInt(ReplayText::parameter).max().orElse(0);
    }

    ReplayText result() {
      for (int at = 0; at < tokens.size(); at++) {
        if (parameter(tokens.get(at)) > 0) {
          look(at);
        }
      }
      StringBuilder changed = new StringBuilder();
      int from = 0;
      for (Change change : changes.values()) {
        changed.append(text.text(), from, change.span().start()).append(change.other());
        from = change.span().end();
      }
      changed.append(text.text(), from, text.text().length());
      return new ReplayText(changed.toString(), most, lists, spoken);
    }

    private void look(int at) {
      Token before = at == 0 ? tokens.get(at) : tokens.get(at - 1);
      if (before.isWord("limit")) {
        spoken.put(parameter(tokens.get(at)), ParameterWord.LIMIT);
      } else if (before.isWord("offset")) {
        spoken.put(parameter(tokens.get(at)), ParameterWord.OFFSET);
      } else if (before.isWord("escape")) {
        spoken.put(parameter(tokens.get(at)), ParameterWord.ESCAPE);
      } else if ((before.isWord("first") || before.isWord("next")) && isFetch(at)) {
        spoken.put(parameter(tokens.get(at)), ParameterWord.LIMIT);
      } else if (isExtract(at)) {
        extract(at);
      } else {
        typed(at);
      }
      shortened(at);
    }

    private boolean isFetch(int at) {
      return at >= 2 && tokens.get(at - 2).isWord("fetch");
    }

    private boolean isExtract(int at) {
      return at >= 2
          && at + 1 < tokens.size()
          && tokens.get(at - 1).isSymbol('(')
          && tokens.get(at - 2).isWord("extract")
          && tokens.get(at + 1).isWord("from");
    }

    /// The function behind the syntax, which takes a value.
    private void extract(int at) {
      change(
          new Span(tokens.get(at - 2).span().start(), tokens.get(at + 1).span().end()),
          "pg_catalog.extract(" + text.written(tokens.get(at)) + ",");
    }

    /// `interval $1 day` as a cast.
    private void typed(int at) {
      int first = typeBefore(at);
      if (first == at) {
        return;
      }
      int last = at;
      while (last + 1 < tokens.size()
          && tokens.get(first).isWord("interval")
          && tokens.get(last + 1).kind() == Token.Kind.WORD
          && FIELDS.contains(tokens.get(last + 1).value())) {
        last++;
      }
      String type =
          text.text()
              .substring(tokens.get(first).span().start(), tokens.get(at).span().start())
              .strip();
      String fields =
          text.text().substring(tokens.get(at).span().end(), tokens.get(last).span().end());
      change(
          new Span(tokens.get(first).span().start(), tokens.get(last).span().end()),
          "CAST(" + text.written(tokens.get(at)) + " AS " + type + fields + ")");
    }

    /// The first token of a type's name that ends before a parameter, or that of the parameter.
    private int typeBefore(int at) {
      int next = at - 1;
      if (next >= 3
          && tokens.get(next).isWord("zone")
          && tokens.get(next - 1).isWord("time")
          && (tokens.get(next - 2).isWord("with") || tokens.get(next - 2).isWord("without"))) {
        next -= 3;
      }
      if (next >= 3
          && tokens.get(next).isSymbol(')')
          && tokens.get(next - 1).kind() == Token.Kind.NUMBER
          && tokens.get(next - 2).isSymbol('(')) {
        next -= 3;
      }
      return next >= 0
              && tokens.get(next).kind() == Token.Kind.WORD
              && TYPES.contains(tokens.get(next).value())
          ? next
          : at;
    }

    private void shortened(int at) {
      int end = tokens.get(at).span().end();
      int next = at + 1 < tokens.size() ? tokens.get(at + 1).span().start() : text.text().length();
      if (!text.text().substring(end, next).contains(SHORTENED)) {
        return;
      }
      lists++;
      StringBuilder list = new StringBuilder(text.written(tokens.get(at)));
      for (int number = 1; number < listLength; number++) {
        list.append(", $").append(++most);
      }
      change(new Span(tokens.get(at).span().start(), next), list.toString());
    }

    private void change(Span span, String other) {
      changes.put(span.start(), new Change(span, other));
    }
  }

  /// The numbers of the parameters in order.
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= parameters; number++) {
      numbers.add(number);
    }
    return List.copyOf(numbers);
  }
}
