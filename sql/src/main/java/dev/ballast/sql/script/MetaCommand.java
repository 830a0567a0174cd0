package dev.ballast.sql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one command of psql with its arguments, as `psqlscanslash.l` of PostgreSQL 18 does.
///
/// @param next where the reading continues: at the line's end, at the next command of the line, or
///     after the `\\` that leads back to SQL
record MetaCommand(ScriptPart.Meta meta, int next) {
  /// They send what was read of a statement.
  private static final Set<String> SENDING =
      Set.of("g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch", "parse", "sendpipeline");

  /// They forget what was read of a statement.
  private static final Set<String> FORGETTING = Set.of("r", "reset");

  /// Their argument is the rest of the line, whatever is in it.
  private static final Set<String> WHOLE_LINE =
      Set.of("!", "copy", "ef", "ev", "h", "help", "sf", "sf+", "sv", "sv+");

  /// In quotes a backquote is one.
  private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'|\"[^\"]*+\"");

  private static final String SPECIAL = "nrtbf";
  private static final String MEANING = "\n\r\t\b\f";

  static MetaCommand read(String text, int at, int lineEnd) {
    int next = at + 1;
    while (next < lineEnd && text.charAt(next) != '\\' && !Tokens.isSpace(text.charAt(next))) {
      next++;
    }
    String name = text.substring(at + 1, next);
    List<String> arguments = new ArrayList<>();
    int end = next;
    while (true) {
      while (next < lineEnd && Tokens.isSpace(text.charAt(next))) {
        next++;
      }
      if (next == lineEnd || text.charAt(next) == '\\') {
        break;
      }
      if (WHOLE_LINE.contains(name) || text.charAt(next) == '|') {
        String rest = text.substring(next, lineEnd).stripTrailing();
        arguments.add(rest);
        end = next + rest.length();
        next = lineEnd;
      } else {
        StringBuilder argument = new StringBuilder();
        next = argument(text, next, lineEnd, argument);
        arguments.add(argument.toString());
        end = next;
      }
    }
    if (Tokens.starts(text, "\\\\", next, lineEnd)) {
      next += 2;
      end = next;
    }
    boolean runsShell =
        !WHOLE_LINE.contains(name)
            && QUOTED.matcher(text.substring(at, end)).replaceAll("").indexOf('`') >= 0;
    return new MetaCommand(
        new ScriptPart.Meta(new Span(at, end), name, arguments, runsShell), next);
  }

  boolean sends() {
    return SENDING.contains(meta.name());
  }

  boolean forgets() {
    return FORGETTING.contains(meta.name());
  }

  /// Whether rows follow, as after `\copy t from stdin`; those of `pstdin` do not stand in the
  /// file.
  boolean readsRows() {
    if (!meta.name().equals("copy") || meta.arguments().isEmpty()) {
      return false;
    }
    String[] words = meta.arguments().getFirst().toLowerCase(Locale.ROOT).split("\\s+", -1);
    for (int i = 1; i < words.length; i++) {
      if (words[i - 1].equals("from") && words[i].equals("stdin")) {
        return true;
      }
    }
    return false;
  }

  /// Reads one argument; quotes within it may hold spaces and backslashes.
  private static int argument(String text, int at, int lineEnd, StringBuilder argument) {
    int next = at;
    while (next < lineEnd) {
      char c = text.charAt(next);
      if (Tokens.isSpace(c) || c == '\\') {
        break;
      }
      if (c == '\'') {
        next = string(text, next + 1, lineEnd, argument);
      } else if (c == '"' || c == '`') {
        int close = text.indexOf(c, next + 1, lineEnd);
        int end = close < 0 ? lineEnd : close + 1;
        argument.append(text, next, end);
        next = end;
      } else {
        argument.append(c);
        next++;
      }
    }
    return next;
  }

  private static int string(String text, int at, int lineEnd, StringBuilder argument) {
    int next = at;
    while (next < lineEnd) {
      char c = text.charAt(next++);
      if (c == '\\' && next < lineEnd) {
        char escaped = text.charAt(next++);
        int special = SPECIAL.indexOf(escaped);
        argument.append(special < 0 ? escaped : MEANING.charAt(special));
      } else if (c != '\'') {
        argument.append(c);
      } else if (next < lineEnd && text.charAt(next) == '\'') {
        argument.append('\'');
        next++;
      } else {
        return next;
      }
    }
    return next;
  }
}
