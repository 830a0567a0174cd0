package dev.ballast.sql.grammar;

import static java.util.Objects.requireNonNull;

/// Why a text was not accepted.
///
/// @param kind what sort of refusal it is
/// @param message in the parser's own words, such as `syntax error at or near "FORM"`
/// @param bytePosition where, counted from 0 in the text's UTF-8 form; [#UNKNOWN] where not
///     reported
public record SyntaxError(Kind kind, String message, int bytePosition) {
  /// The position of an error that the parser does not place.
  public static final int UNKNOWN = -1;

  public SyntaxError {
    requireNonNull(kind, "kind is null");
    requireNonNull(message, "message is null");
    if (bytePosition < UNKNOWN) {
      throw new IllegalArgumentException("bytePosition is " + bytePosition);
    }
  }

  /// The sorts of refusal: the first is the text's fault, the others are limits.
  public enum Kind {
    /// PostgreSQL's grammar does not accept it.
    SYNTAX,
    /// It is not text that a server could be sent: a NUL character or half a surrogate pair.
    NOT_TEXT,
    /// It is longer than [Grammar#MAX_BYTES], or its tree does not fit the parser's memory.
    TOO_LARGE,
    /// Its expressions are nested more deeply than the parser's stack allows.
    TOO_DEEP
  }
}
