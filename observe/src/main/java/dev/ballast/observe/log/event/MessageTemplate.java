package dev.ballast.observe.log.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text of PostgreSQL's source with placeholders as `printf` has them, to recognise what was made
/// of it. `%ld.%03d` is one number, and texts without anything between them are one text.
final class MessageTemplate {
  private static final String CONVERSIONS = "sdiuXcfgxm";

  private final List<Piece> pieces;

  MessageTemplate(String format) {
    // What follows the first line of such a message is put together elsewhere.
    this.pieces = compile(format.endsWith("\n") ? format + "%s" : format);
  }

  private enum Kind {
    LITERAL,
    TEXT,
    NUMBER,
    DECIMAL,
    HEX
  }

  private record Piece(Kind kind, String text) {}

  private static List<Piece> compile(String format) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      if (format.charAt(at) != '%') {
        literal.append(format.charAt(at++));
      } else if (format.startsWith("%%", at)) {
        literal.append('%');
        at += 2;
      } else {
        flush(pieces, literal);
        boolean seconds = format.startsWith("%ld.%03d", at);
        int end = seconds ? at + 7 : conversion(format, at + 1);
        Kind kind = seconds ? Kind.DECIMAL : kind(format.charAt(end));
        boolean again =
            kind == Kind.TEXT && !pieces.isEmpty() && pieces.getLast().kind() == Kind.TEXT;
        if (!again) {
          pieces.add(new Piece(kind, ""));
        }
        at = end + 1;
      }
    }
    flush(pieces, literal);
    return List.copyOf(pieces);
  }

  private static void flush(List<Piece> pieces, StringBuilder literal) {
    if (!literal.isEmpty()) {
      pieces.add(new Piece(Kind.LITERAL, literal.toString()));
      literal.setLength(0);
    }
  }

  private static int conversion(String format, int from) {
    int at = from;
    while (CONVERSIONS.indexOf(format.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static Kind kind(char conversion) {
    return switch (conversion) {
      case 's', 'm', 'c' -> Kind.TEXT;
      case 'X', 'x' -> Kind.HEX;
      case 'f', 'g' -> Kind.DECIMAL;
      default -> Kind.NUMBER;
    };
  }

  int placeholders() {
    return (int) pieces.stream().filter(piece -> piece.kind() != Kind.LITERAL).count();
  }

  /// What every such text begins with; empty where it begins with a placeholder.
  String beginning() {
    return pieces.getFirst().kind() == Kind.LITERAL ? pieces.getFirst().text() : "";
  }

  /// The value of each placeholder, if the text was made of this one.
  Optional<List<String>> match(String text) {
    List<String> values = new ArrayList<>();
    return match(text, 0, 0, values) ? Optional.of(values) : Optional.empty();
  }

  private boolean match(String text, int from, int piece, List<String> values) {
    if (piece == pieces.size()) {
      return from == text.length();
    }
    Piece wanted = pieces.get(piece);
    if (wanted.kind() == Kind.LITERAL) {
      return text.startsWith(wanted.text(), from)
          && match(text, from + wanted.text().length(), piece + 1, values);
    }
    if (wanted.kind() != Kind.TEXT) {
      int end = numberEnd(text, from, wanted.kind());
      return end > from && with(text, from, end, piece, values);
    }
    if (piece == pieces.size() - 1) {
      values.add(text.substring(from));
      return true;
    }
    String next = pieces.get(piece + 1).text();
    for (int to = text.indexOf(next, from); to >= 0; to = text.indexOf(next, to + 1)) {
      if (with(text, from, to, piece, values)) {
        return true;
      }
    }
    return false;
  }

  private boolean with(String text, int from, int to, int piece, List<String> values) {
    int before = values.size();
    values.add(text.substring(from, to));
    if (match(text, to, piece + 1, values)) {
      return true;
    }
    values.subList(before, values.size()).clear();
    return false;
  }

  private static int numberEnd(String text, int from, Kind kind) {
    int at = from;
    if (kind != Kind.HEX && at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    boolean point = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean next = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
      if (kind == Kind.DECIMAL && c == '.' && !point && next) {
        point = true;
      } else if (Character.digit(c, kind == Kind.HEX ? 16 : 10) < 0) {
        return at;
      }
      at++;
    }
    return at;
  }
}
