package dev.ballast.change.lint;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// The words of a statement's text, outside of its strings, dollar quotes and comments: what the
/// parse tree no longer tells, such as an identifier before PostgreSQL cut it. For one thread.
public final class Words {
  /// A keyword or identifier.
  ///
  /// @param text as written, without its quotes
  /// @param start its first `char` in the text, its quote included
  /// @param end the `char` after its last
  public record Word(String text, boolean quoted, int start, int end) {
    public Word {
      requireNonNull(text, "text is null");
    }
  }

  private final String sql;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private Words(String sql) {
    this.sql = sql;
  }

  public static List<Word> of(String sql) {
    Words scanner = new Words(sql);
    while (scanner.at < sql.length()) {
      scanner.step();
    }
    return List.copyOf(scanner.words);
  }

  /// The text with every word that reads so, quoted or not, replaced.
  public static String replaced(String sql, String word, String replacement) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Word each : of(sql)) {
      if (each.text().equals(word)) {
        text.append(sql, from, each.start()).append(replacement);
        from = each.end();
      }
    }
    return text.append(sql, from, sql.length()).toString();
  }

  private void step() {
    char c = sql.charAt(at);
    if (c == '"') {
      int end = after("\"", at + 1);
      words.add(new Word(sql.substring(at + 1, Math.max(at + 1, end - 1)), true, at, end));
      at = end;
    } else if (c == '\'') {
      at = string();
    } else if (sql.startsWith("--", at)) {
      at = after("\n", at);
    } else if (sql.startsWith("/*", at)) {
      at = after("*/", at + 2);
    } else if (c == '$') {
      at = dollar();
    } else if (isStart(c)) {
      int end = at;
      while (end < sql.length() && isPart(sql.charAt(end))) {
        end++;
      }
      words.add(new Word(sql.substring(at, end), false, at, end));
      at = end;
    } else if (Character.isDigit(c)) {
      while (at < sql.length() && isPart(sql.charAt(at))) {
        at++;
      }
    } else {
      at++;
    }
  }

  /// The end of the string that opens here; a backslash escapes only after `E`, which is a word of
  /// its own by now.
  private int string() {
    boolean escapes =
        !words.isEmpty()
            && words.getLast().end() == at
            && words.getLast().text().equalsIgnoreCase("e");
    int next = at + 1;
    while (next < sql.length() && sql.charAt(next) != '\'') {
      next += escapes && sql.charAt(next) == '\\' ? 2 : 1;
    }
    return Math.min(next + 1, sql.length());
  }

  private int dollar() {
    int tag = at + 1;
    while (tag < sql.length() && isPart(sql.charAt(tag)) && sql.charAt(tag) != '$') {
      tag++;
    }
    return tag < sql.length() && sql.charAt(tag) == '$'
        ? after(sql.substring(at, tag + 1), tag + 1)
        : at + 1;
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, Math.min(from, sql.length()));
    return found < 0 ? sql.length() : found + end.length();
  }

  private static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9') || c == '$';
  }
}
