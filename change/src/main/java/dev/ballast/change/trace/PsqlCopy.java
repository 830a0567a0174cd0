package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.ScriptPart.Meta;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import java.util.Locale;
import java.util.Optional;

/// `\copy` of psql: a COPY that psql sends, with rows from or to a place of the machine that psql
/// runs on. See `parse_slash_copy` in `copy.c` of psql.
sealed interface PsqlCopy {
  /// It needs nothing of that machine.
  ///
  /// @param sql the COPY that is sent
  record Sent(String sql) implements PsqlCopy {
    public Sent {
      requireNonNull(sql, "sql is null");
    }
  }

  /// Its rows are not in the script.
  record RowsElsewhere(String reason) implements PsqlCopy {
    public RowsElsewhere {
      requireNonNull(reason, "reason is null");
    }
  }

  /// Empty where it is another command, or is written in a way that psql refuses.
  static Optional<PsqlCopy> of(Meta meta) {
    if (!meta.name().equals("copy") || meta.arguments().isEmpty()) {
      return Optional.empty();
    }
    String arguments = meta.arguments().getFirst();
    return SqlText.of(arguments).firstOuter("FROM|TO").flatMap(word -> read(arguments, word));
  }

  private static Optional<PsqlCopy> read(String arguments, Span direction) {
    boolean from = arguments.substring(direction.start(), direction.end()).equalsIgnoreCase("from");
    String behind = arguments.substring(direction.end()).stripLeading();
    String place = first(behind);
    String rest = behind.substring(place.length());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    String word = place.toLowerCase(Locale.ROOT);
    boolean program = word.equals("program");
    if (from && !word.equals("stdin")) {
      return Optional.of(
          new RowsElsewhere(
              program
                  ? "its rows come from a program that psql runs"
                  : "its rows come from " + (word.equals("pstdin") ? "psql's input" : "a file")));
    }
    if (program) {
      rest = rest.stripLeading();
      rest = rest.substring(first(rest).length());
    }
    String options = rest.strip().replaceFirst(";\\s*$", "").strip();
    String what = arguments.substring(0, direction.start()).strip();
    String sent = "COPY " + what + (from ? " FROM STDIN " : " TO STDOUT ") + options;
    return Optional.of(new Sent(sent.strip()));
  }

  /// The first word, or what the first quotes hold, with them. A semicolon ends a word.
  private static String first(String text) {
    if (!text.startsWith("'")) {
      return text.split("[\\s;]", 2)[0];
    }
    int end = text.indexOf('\'', 1);
    while (end >= 0 && text.startsWith("''", end)) {
      end = text.indexOf('\'', end + 2);
    }
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
