package dev.ballast.observe.text;

import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.NormalizedText;
import dev.ballast.sql.grammar.Rejected;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Removes the literals and the comments of statements. Without state, safe for any number of
/// threads.
///
/// PostgreSQL's grammar decides whether the text is what it seems; that it is divided into tokens
/// as the server divides it follows from that. Then each token that is a string or a number goes,
/// wherever it stands: pg_stat_statements leaves those of `CREATE ROLE ... PASSWORD`, `COPY`, `DO`
/// and all other utility statements. What `SET` and its kin assign may be a bare word, and goes as
/// a whole.
public final class LiteralRemoval {
  /// The longest text that is returned, in characters.
  public static final int MAX_LENGTH = 8_000;

  private static final String CUT = "…";
  private static final String REMOVED = "?";
  private static final Set<String> ASSIGNING = Set.of("set", "alter", "create");

  private LiteralRemoval() {}

  /// What may be shown of a statement.
  ///
  /// @param complete whether that is all of it
  public static StatementText of(String statement, boolean complete) {
    String text = storable(statement);
    if (!complete) {
      return keyword(text, Form.CUT);
    }
    if (SqlText.of(text).tokens().isEmpty()) {
      return new StatementText(Form.WITHOUT_LITERALS, "");
    }
    return switch (Grammar.postgres18().normalize(text)) {
      case Rejected ignored -> keyword(text, Form.UNPARSED);
      case NormalizedText normalized -> swept(normalized.sql());
    };
  }

  /// As the server has it, but for what the store cannot hold.
  public static StatementText asWritten(String statement) {
    return new StatementText(Form.AS_WRITTEN, shortened(storable(statement)));
  }

  private static StatementText swept(String sql) {
    SqlText text = SqlText.of(sql);
    List<Token> tokens = text.tokens();
    StringBuilder out = new StringBuilder();
    int end = -1;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String written = text.written(token);
      if (token.kind() == Token.Kind.STRING && isDoubtful(written)) {
        return keyword(sql, Form.DOUBTFUL);
      }
      if (end >= 0 && token.span().start() > end) {
        out.append(' ');
      }
      end = token.span().end();
      out.append(isLiteral(token) ? REMOVED : written);
      Optional<Integer> behind = assigned(tokens, i);
      if (behind.isPresent()) {
        out.append(' ').append(REMOVED);
        i = behind.get() - 1;
        end = tokens.get(i).span().end();
      }
    }
    return new StatementText(Form.WITHOUT_LITERALS, shortened(out.toString()));
  }

  /// A string or a number. What is behind a `$` is a number to SQL's tokens, and a parameter here.
  private static boolean isLiteral(Token token) {
    return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER;
  }

  /// With `standard_conforming_strings` off, which is not visible in a text, such a string has not
  /// ended where it seems to.
  private static boolean isDoubtful(String written) {
    return written.startsWith("'") && written.endsWith("\\'");
  }

  /// Where a token is the `=` or `TO` of `SET name = value`, also in `ALTER ROLE`, `ALTER
  /// DATABASE`, `ALTER SYSTEM` and `CREATE FUNCTION`: the token behind the value.
  private static Optional<Integer> assigned(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean assigns = token.isSymbol('=') || token.isWord("to");
    if (!assigns
        || tokens.stream().findFirst().filter(t -> ASSIGNING.contains(t.value())).isEmpty()) {
      return Optional.empty();
    }
    int first = at - 1;
    while (first >= 0 && (tokens.get(first).isName() || tokens.get(first).isSymbol('.'))) {
      if (tokens.get(first).isWord("set")) {
        return at + 1 < tokens.size() ? Optional.of(valueEnd(tokens, at + 1)) : Optional.empty();
      }
      first--;
    }
    return Optional.empty();
  }

  /// Values stand in a list with commas.
  private static int valueEnd(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size()) {
      if (tokens.get(at).isSymbol('-') || tokens.get(at).isSymbol('+')) {
        at++;
      }
      at++;
      if (at >= tokens.size() || !tokens.get(at).isSymbol(',')) {
        break;
      }
      at++;
    }
    return Math.min(at, tokens.size());
  }

  /// A word that is all letters tells nobody's secret if it is one of SQL's commands.
  private static StatementText keyword(String text, Form why) {
    return SqlText.of(text).tokens().stream()
        .findFirst()
        .filter(token -> token.kind() == Token.Kind.WORD)
        .map(Token::value)
        .filter(Commands::isOne)
        .map(word -> new StatementText(why, Commands.written(word)))
        .orElse(new StatementText(why, ""));
  }

  private static String storable(String text) {
    StringBuilder good = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                good.appendCodePoint(
                    c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return good.toString();
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
