package dev.ballast.sql.script;

import java.util.Locale;

/// What quoted tokens stand for.
final class Unquoted {
  private static final int OCTAL = 8;
  private static final int HEX = 16;

  private Unquoted() {}

  /// As `downcase_identifier` in `src/backend/parser/scansup.c` folds in a database of UTF-8.
  static String lower(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    word.chars().forEach(c -> folded.append(lower((char) c)));
    return folded.toString();
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
  }

  /// Of `"..."` between `quote` and `end`, where it may lack its last quote.
  static String name(String text, int quote, int end) {
    boolean closed = end > quote + 1 && text.charAt(end - 1) == '"';
    return text.substring(quote + 1, closed ? end - 1 : end).replace("\"\"", "\"");
  }

  /// Of `'...'` and the parts on later lines that go on with it.
  static String string(String text, int quote, int end) {
    StringBuilder value = new StringBuilder();
    boolean inside = false;
    for (int at = quote; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\'' && inside && at + 1 < end && text.charAt(at + 1) == '\'') {
        value.append(c);
        at++;
      } else if (c == '\'') {
        inside = !inside;
      } else if (inside) {
        value.append(c);
      } else if (Tokens.starts(text, "--", at, end)) {
        at = Tokens.lineComment(text, at, end);
      }
    }
    return value.toString();
  }

  /// Of the quoted part of `E'...'`.
  static String escaped(String text, int quote, int end) {
    StringBuilder value = new StringBuilder();
    boolean inside = false;
    int at = quote;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\'' && inside && at + 1 < end && text.charAt(at + 1) == '\'') {
        value.append(c);
        at += 2;
      } else if (c == '\'') {
        inside = !inside;
        at++;
      } else if (inside && c == '\\' && at + 1 < end) {
        at = escape(text, at + 1, end, value);
      } else if (inside) {
        value.append(c);
        at++;
      } else {
        at = Tokens.starts(text, "--", at, end) ? Tokens.lineComment(text, at, end) : at + 1;
      }
    }
    return value.toString();
  }

  /// Reads what is behind a backslash, and yields the place behind it.
  private static int escape(String text, int at, int end, StringBuilder value) {
    char c = text.charAt(at);
    int simple = "bfnrtv".indexOf(c);
    if (simple >= 0) {
      value.append("\b\f\n\r\t\u000B".charAt(simple));
      return at + 1;
    }
    return switch (c) {
      case 'x' -> code(text, at + 1, Math.min(at + 3, end), HEX, value, at);
      case 'u' -> code(text, at + 1, Math.min(at + 5, end), HEX, value, at);
      case 'U' -> code(text, at + 1, Math.min(at + 9, end), HEX, value, at);
      case '0', '1', '2', '3', '4', '5', '6', '7' ->
          code(text, at, Math.min(at + 3, end), OCTAL, value, at);
      default -> {
        value.append(c);
        yield at + 1;
      }
    };
  }

  /// As many digits as there are; without one the letter stands for itself. A byte of a longer
  /// character is taken for a character of its own.
  private static int code(
      String text, int from, int most, int radix, StringBuilder value, int letter) {
    int next = from;
    while (next < most && Character.digit(text.charAt(next), radix) >= 0) {
      next++;
    }
    if (next == from) {
      value.append(text.charAt(letter));
      return letter + 1;
    }
    append(value, Integer.parseUnsignedInt(text, from, next, radix));
    return next;
  }

  private static void append(StringBuilder value, int code) {
    value.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xFFFD);
  }

  /// `\0041`, `\+000041` and the escape itself, doubled.
  static String unicode(String raw, char escape) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      boolean plus = at < raw.length() && raw.charAt(at) == '+';
      int from = plus ? at + 1 : at;
      int to = from + (plus ? 6 : 4);
      if (c != escape) {
        value.append(c);
      } else if (at < raw.length() && raw.charAt(at) == escape) {
        value.append(escape);
        at++;
      } else if (to <= raw.length() && isHex(raw.substring(from, to))) {
        append(value, Integer.parseInt(raw, from, to, HEX));
        at = to;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static boolean isHex(String digits) {
    return digits.toLowerCase(Locale.ROOT).chars().allMatch(c -> Character.digit(c, HEX) >= 0);
  }
}
