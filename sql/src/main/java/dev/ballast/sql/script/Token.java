package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// A token of SQL, as `scan.l` of PostgreSQL 18 has them; white space and comments are none.
///
/// @param value of a word, the word with its ASCII letters in lower case, as PostgreSQL folds it;
///     of a quoted name or a string, what it stands for; of the others, the text itself
/// @param span where it stands, with its quotes and its UESCAPE
public record Token(Kind kind, String value, Span span) {
  /// What a token is before the grammar has said more of it.
  public enum Kind {
    /// A key word or an unquoted name.
    WORD,

    /// `"..."` or `U&"..."`.
    QUOTED_NAME,

    /// `'...'` with or without a prefix, `$$...$$`.
    STRING,

    NUMBER,

    /// One character of an operator or of punctuation; `$1` is one too.
    SYMBOL
  }

  public Token {
    requireNonNull(kind, "kind is null");
    requireNonNull(value, "value is null");
    requireNonNull(span, "span is null");
  }

  /// Whether it is this word, and not in quotes.
  public boolean isWord(String word) {
    return kind == Kind.WORD && value.equals(word.toLowerCase(Locale.ROOT));
  }

  public boolean isSymbol(char c) {
    return kind == Kind.SYMBOL && value.length() == 1 && value.charAt(0) == c;
  }

  /// Whether it can name something. Of a key word only the grammar knows.
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }
}
