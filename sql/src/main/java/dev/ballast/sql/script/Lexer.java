package dev.ballast.sql.script;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into tokens. What has no end ends with the text. For one thread.
final class Lexer {
  private static final char DEFAULT_ESCAPE = '\\';

  private final String text;
  private final int limit;
  private final List<Token> tokens = new ArrayList<>();

  private Lexer(String text) {
    this.text = text;
    this.limit = text.length();
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    int at = lexer.pastSpace(0);
    while (at < lexer.limit) {
      Token token = lexer.token(at);
      lexer.tokens.add(token);
      at = lexer.pastSpace(token.span().end());
    }
    return List.copyOf(lexer.tokens);
  }

  private int pastSpace(int from) {
    int at = from;
    while (at < limit) {
      if (Tokens.starts(text, "--", at, limit)) {
        at = Tokens.lineComment(text, at, limit);
      } else if (Tokens.starts(text, "/*", at, limit)) {
        at = closed(Tokens.blockComment(text, at, limit));
      } else if (Tokens.isSpace(text.charAt(at))) {
        at++;
      } else {
        return at;
      }
    }
    return limit;
  }

  private int closed(int end) {
    return end == Tokens.UNCLOSED ? limit : Math.min(end, limit);
  }

  private Token token(int at) {
    char c = text.charAt(at);
    if (c == '\'') {
      return string(at, at);
    }
    if (c == '"') {
      int end = doubled(at);
      return new Token(Token.Kind.QUOTED_NAME, Unquoted.name(text, at, end), new Span(at, end));
    }
    if (c == '$') {
      return dollar(at);
    }
    if (Tokens.isWordStart(c)) {
      return word(at);
    }
    boolean digits = Tokens.isDigit(c) || (c == '.' && digitAt(at + 1));
    return digits
        ? new Token(Token.Kind.NUMBER, text.substring(at, number(at)), new Span(at, number(at)))
        : symbol(at, at + 1);
  }

  private Token symbol(int at, int end) {
    return new Token(Token.Kind.SYMBOL, text.substring(at, end), new Span(at, end));
  }

  private Token word(int at) {
    int end = Tokens.word(text, at, limit);
    if (end - at == 1 && end < limit) {
      char prefix = Unquoted.lower(text.charAt(at));
      char next = text.charAt(end);
      if (prefix == 'e' && next == '\'') {
        int close = closed(Tokens.escaped(text, end, limit));
        return string(Unquoted.escaped(text, end, close), at, close);
      }
      if (next == '\'' && (prefix == 'b' || prefix == 'x' || prefix == 'n')) {
        return string(at, end);
      }
      if (prefix == 'u' && next == '&' && end + 1 < limit && isQuote(text.charAt(end + 1))) {
        return unicode(at, end + 1);
      }
    }
    String folded = Unquoted.lower(text.substring(at, end));
    return new Token(Token.Kind.WORD, folded, new Span(at, end));
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /// A string without escapes, whose quote opens at `quote`.
  private Token string(int at, int quote) {
    int end = plain(quote);
    return string(Unquoted.string(text, quote, end), at, end);
  }

  private static Token string(String value, int at, int end) {
    return new Token(Token.Kind.STRING, value, new Span(at, end));
  }

  /// `U&"..."` or `U&'...'`, with the escape that a UESCAPE behind it names: to the grammar the
  /// three are one token.
  private Token unicode(int at, int quote) {
    boolean name = text.charAt(quote) == '"';
    int end = name ? doubled(quote) : plain(quote);
    String raw = name ? Unquoted.name(text, quote, end) : Unquoted.string(text, quote, end);
    char escape = DEFAULT_ESCAPE;
    int clause = pastSpace(end);
    int clauseEnd = Tokens.word(text, clause, limit);
    int literal = pastSpace(clauseEnd);
    if (Tokens.is(text, clause, clauseEnd, "uescape")
        && Tokens.starts(text, "'", literal, limit)
        && literal + 2 < limit
        && text.charAt(literal + 2) == '\'') {
      escape = text.charAt(literal + 1);
      end = literal + 3;
    }
    String value = Unquoted.unicode(raw, escape);
    return new Token(name ? Token.Kind.QUOTED_NAME : Token.Kind.STRING, value, new Span(at, end));
  }

  /// The end of what opens with a quote and holds the quote doubled.
  private int doubled(int quote) {
    int end = closed(Tokens.quoted(text, quote, limit));
    while (end < limit && text.charAt(end) == text.charAt(quote)) {
      end = closed(Tokens.quoted(text, end, limit));
    }
    return end;
  }

  /// The end of a string, which may go on behind white space with a new line in it.
  private int plain(int quote) {
    int end = doubled(quote);
    int resumed = Tokens.resumption(text, end, limit);
    while (resumed != Tokens.UNCLOSED) {
      end = doubled(resumed - 1);
      resumed = Tokens.resumption(text, end, limit);
    }
    return end;
  }

  private Token dollar(int at) {
    String tag = Tokens.dollarTag(text, at, limit);
    if (tag.isEmpty()) {
      return symbol(at, Math.max(at + 1, Tokens.number(text, at + 1, limit)));
    }
    int found = Tokens.dollarQuoted(text, at, tag, limit);
    int from = at + tag.length();
    return found == Tokens.UNCLOSED
        ? string(text.substring(from), at, limit)
        : string(text.substring(from, found - tag.length()), at, found);
  }

  private boolean digitAt(int at) {
    return at < limit && Tokens.isDigit(text.charAt(at));
  }

  /// The end of a number with a fraction and an exponent. Two dots are a range of PL/pgSQL.
  private int number(int at) {
    int end = Tokens.number(text, at, limit);
    if (end < limit && text.charAt(end) == '.' && !Tokens.starts(text, "..", end, limit)) {
      end = Tokens.number(text, end + 1, limit);
    }
    boolean exponent = Unquoted.lower(text.charAt(end - 1)) == 'e' && end > at + 1;
    boolean signed = end < limit && (text.charAt(end) == '-' || text.charAt(end) == '+');
    return exponent && signed && digitAt(end + 1) ? Tokens.number(text, end + 1, limit) : end;
  }
}
