package dev.ballast.sql.tree;

import java.nio.charset.StandardCharsets;

/// Finds again, in a body's text, what the parser reported by line and text only. What is requested
/// comes in the order of the text. Not safe for more than one thread.
final class BodySearch {
  private static final String SELECT = "SELECT";

  private final byte[] body;
  private int lastLine;
  private int last;

  BodySearch(String body) {
    this.body = body.getBytes(StandardCharsets.UTF_8);
  }

  /// Where an expression begins that belongs to a statement on this line.
  int expression(String text, int line) {
    return find(text, line);
  }

  /// Where a statement begins. `PERFORM` comes as `SELECT`, and so its own first byte has no place:
  /// the position is such that all after the keyword is right.
  int statement(String text, int line) {
    int from = last;
    int fromLine = lastLine;
    int found = find(text, line);
    if (found >= 0 || !text.startsWith(SELECT)) {
      return found;
    }
    last = from;
    lastLine = fromLine;
    int rest = find(text.substring(SELECT.length()), line);
    return rest < 0 ? rest : Math.max(0, rest - SELECT.length());
  }

  private int find(String text, int line) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    if (line <= 0 || wanted.length == 0) {
      return Located.UNKNOWN;
    }
    int from = line == lastLine ? last : Math.max(startOf(line), line > lastLine ? last : 0);
    int found = indexOf(wanted, from, false);
    if (found < 0) {
      found = indexOf(wanted, from, true);
    }
    if (found >= 0) {
      last = found + wanted.length;
      lastLine = line;
    }
    return found;
  }

  private int startOf(int line) {
    int current = 1;
    for (int i = 0; i < body.length; i++) {
      if (current == line) {
        return i;
      }
      if (body[i] == '\n') {
        current++;
      }
    }
    return body.length;
  }

  private int indexOf(byte[] wanted, int from, boolean blanked) {
    for (int at = from; at + wanted.length <= body.length; at++) {
      if (matches(wanted, at, blanked)) {
        return at;
      }
    }
    return Located.UNKNOWN;
  }

  /// Whole words only: an expression can be a single letter. The parser puts blanks over an `INTO`
  /// clause, so that what follows keeps its place.
  private boolean matches(byte[] wanted, int at, boolean blanked) {
    if (WordScan.isWord(wanted[0]) && at > 0 && WordScan.isWord(body[at - 1])) {
      return false;
    }
    int end = at + wanted.length;
    if (WordScan.isWord(wanted[wanted.length - 1])
        && end < body.length
        && WordScan.isWord(body[end])) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      boolean same = wanted[i] == body[at + i];
      if (!same && !(blanked && wanted[i] == ' ' && i > 0)) {
        return false;
      }
    }
    return true;
  }
}
