package dev.ballast.observe.log.record;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value of `log_line_prefix`, compiled: which part of a line is what. The manual's "Error
/// Reporting and Logging" lists the escapes.
public final class LinePrefix {
  /// What a server writes that has not read its configuration.
  public static final LinePrefix DEFAULT = new LinePrefix("%m [%p] ");

  /// Names of users, databases and programs are shorter in bytes.
  private static final int LONGEST_FREE_TEXT = 300;

  private final String setting;
  private final List<Piece> pieces;

  /// Throws an `IllegalArgumentException` where an escape is unknown, which a server would leave
  /// out silently.
  public LinePrefix(String setting) {
    this.setting = requireNonNull(setting, "setting is null");
    this.pieces = compile(setting);
  }

  /// A literal text where `escape` is 0, else what the escape stands for.
  private record Piece(char escape, boolean padded, String text) {
    boolean isLiteral() {
      return escape == 0;
    }
  }

  private static List<Piece> compile(String setting) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < setting.length()) {
      char c = setting.charAt(at++);
      if (c != '%') {
        literal.append(c);
        continue;
      }
      int escapeAt = at;
      while (escapeAt < setting.length()
          && (setting.charAt(escapeAt) == '-' || Character.isDigit(setting.charAt(escapeAt)))) {
        escapeAt++;
      }
      if (escapeAt >= setting.length()) {
        break;
      }
      char escape = setting.charAt(escapeAt);
      boolean padded = escapeAt > at;
      at = escapeAt + 1;
      if (escape == '%') {
        literal.append('%');
        continue;
      }
      if ("audrhLbpPtmnsielcvxqQ".indexOf(escape) < 0) {
        throw new IllegalArgumentException("log_line_prefix has no escape %" + escape);
      }
      if (!literal.isEmpty()) {
        pieces.add(new Piece((char) 0, false, literal.toString()));
        literal.setLength(0);
      }
      pieces.add(new Piece(escape, padded, ""));
    }
    if (!literal.isEmpty()) {
      pieces.add(new Piece((char) 0, false, literal.toString()));
    }
    return List.copyOf(pieces);
  }

  /// The setting.
  public String setting() {
    return setting;
  }

  boolean hasSqlState() {
    return pieces.stream().anyMatch(piece -> piece.escape() == 'e');
  }

  /// Reads the prefix of a line up to the word behind it into a draft.
  Optional<Words.Word> read(String line, Draft draft, LogTime time) {
    return new Attempt(line, draft, time).match(0, 0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinePrefix that && that.setting.equals(setting);
  }

  @Override
  public int hashCode() {
    return setting.hashCode();
  }

  @Override
  public String toString() {
    return setting;
  }

  /// One line while it is read. A text that may hold anything is tried at each length, since a
  /// user's name may hold what the prefix has behind it.
  private final class Attempt {
    private final String line;
    private final Draft draft;
    private final LogTime time;

    Attempt(String line, Draft draft, LogTime time) {
      this.line = line;
      this.draft = draft;
      this.time = time;
    }

    Optional<Words.Word> match(int piece, int at) {
      if (piece == pieces.size()) {
        return Words.at(line, at);
      }
      Piece wanted = pieces.get(piece);
      if (wanted.isLiteral()) {
        return line.startsWith(wanted.text(), at)
            ? match(piece + 1, at + wanted.text().length())
            : Optional.empty();
      }
      if (wanted.escape() == 'q') {
        // A process without a session stops here.
        Optional<Words.Word> longer = match(piece + 1, at);
        return longer.isPresent() ? longer : Words.at(line, at);
      }
      int from = wanted.padded() ? spaces(at) : at;
      int end = shapeEnd(wanted.escape(), from);
      if (end != ANY_LENGTH) {
        return end < 0 ? Optional.empty() : fixed(piece, from, end);
      }
      int last = Math.min(line.length(), from + LONGEST_FREE_TEXT);
      for (int to = candidate(piece, from); to >= 0 && to <= last; to = candidate(piece, to + 1)) {
        Optional<Words.Word> found = match(piece + 1, wanted.padded() ? spaces(to) : to);
        if (found.isPresent()) {
          take(wanted.escape(), line.substring(from, to).strip());
          return found;
        }
      }
      return Optional.empty();
    }

    /// Where a text that begins at `from` or before may end: in front of the literal behind it.
    private int candidate(int piece, int from) {
      boolean isLast = piece + 1 >= pieces.size();
      if (isLast || !pieces.get(piece + 1).isLiteral() || pieces.get(piece).padded()) {
        return from;
      }
      return line.indexOf(pieces.get(piece + 1).text(), from);
    }

    private Optional<Words.Word> fixed(int piece, int from, int end) {
      Piece wanted = pieces.get(piece);
      Optional<Words.Word> found = match(piece + 1, wanted.padded() ? spaces(end) : end);
      if (found.isPresent()) {
        take(wanted.escape(), line.substring(from, end));
      }
      return found;
    }

    private int spaces(int from) {
      int at = from;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      return at;
    }

    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    /// Where a thing of a known shape ends; negative where it is not there.
    private int shapeEnd(char escape, int from) {
      return switch (escape) {
        case 't', 'm', 's' -> timeEnd(from);
        case 'n' -> span(from, "0123456789.", 1);
        case 'p', 'l', 'x' -> span(from, "0123456789", 1);
        case 'P' -> span(from, "0123456789", 0);
        case 'Q' -> span(from, "-0123456789", 1);
        case 'c' -> span(from, "0123456789abcdef.", 1);
        case 'v' -> span(from, "0123456789/", 0);
        case 'e' -> span(from, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 5);
        default -> ANY_LENGTH;
      };
    }

    private int span(int from, String of, int least) {
      int at = from;
      while (at < line.length() && of.indexOf(line.charAt(at)) >= 0) {
        at++;
      }
      return at - from < least ? -1 : at;
    }

    /// `2026-11-29 22:59:42 UTC`, with or without milliseconds.
    private int timeEnd(int from) {
      int at = span(from, "0123456789-", 10);
      if (at < 0 || at >= line.length() || line.charAt(at) != ' ') {
        return -1;
      }
      at = span(at + 1, "0123456789:.", 8);
      if (at < 0 || at >= line.length() || line.charAt(at) != ' ') {
        return -1;
      }
      int zone = at + 1;
      at = zone;
      while (at < line.length()
          && (Character.isLetterOrDigit(line.charAt(at)) || "+-".indexOf(line.charAt(at)) >= 0)) {
        at++;
      }
      return at == zone ? -1 : at;
    }

    private void take(char escape, String text) {
      switch (escape) {
        case 't', 'm' -> draft.at = time.parse(text);
        case 'n' -> draft.at = LogTime.epoch(text);
        case 'p' -> draft.pid(text);
        case 'u' -> draft.user(text);
        case 'd' -> draft.database(text);
        case 'a' -> draft.application(text);
        case 'h' -> draft.client(text);
        case 'r' -> draft.client(Words.host(text));
        case 'b' -> draft.backendType(text);
        case 'e' -> draft.sqlState(text);
        default -> {
          // Read past: the session's number and start, its transaction, the statement's id.
        }
      }
    }
  }
}
