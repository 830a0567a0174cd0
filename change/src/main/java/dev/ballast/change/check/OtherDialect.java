package dev.ballast.change.check;

import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.UnanalysedPart;
import dev.ballast.sql.script.SourceText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A database whose SQL PostgreSQL refuses, known by what it refuses.
///
/// @param name of the database, as its maker writes it
/// @param marks what it was recognised by
public record OtherDialect(String name, List<String> marks) {
  /// A statement is looked at up to here, in characters: what marks it is at its beginning.
  private static final int LOOKED_AT_CHARS = 20_000;

  /// So many refused statements of a file are looked at.
  private static final int LOOKED_AT = 500;

  /// Below this number only a file that is refused for the most part is another database's: a slip
  /// or two in a script for PostgreSQL is a syntax error.
  private static final int FEW = 3;

  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile("'[^']*+'|--[^\n]*+|/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/");

  public OtherDialect {
    marks = List.copyOf(marks);
  }

  /// Something that PostgreSQL has not, and how to say it.
  private record Mark(String told, Pattern pattern) {
    static Mark of(String told, String pattern) {
      return new Mark(told, Pattern.compile("(?im)" + pattern));
    }
  }

  /// In the order in which they are tried: of two that fit equally the first is reported.
  private enum Known {
    CLICKHOUSE("ClickHouse", Mark.of("ENGINE = MergeTree", "\\bENGINE\\s*=\\s*\\w*MergeTree")),
    MYSQL(
        "MySQL",
        Mark.of("backticks", "`[^`\n]+`"),
        Mark.of("ENGINE=", "\\bENGINE\\s*=?\\s*(InnoDB|MyISAM|MEMORY|ARCHIVE|Aria|NDB)"),
        Mark.of("AUTO_INCREMENT", "\\bAUTO_INCREMENT\\b"),
        Mark.of("CHARACTER SET", "\\b(DEFAULT\\s+CHARSET|CHARACTER\\s+SET)\\b"),
        Mark.of("UNSIGNED", "\\bUNSIGNED\\b"),
        Mark.of("ON UPDATE CURRENT_TIMESTAMP", "\\bON\\s+UPDATE\\s+(CURRENT_TIMESTAMP|NOW)\\b"),
        Mark.of("LOCK TABLES", "^\\s*(UN)?LOCK\\s+TABLES\\b"),
        Mark.of("DELIMITER", "^\\s*DELIMITER\\b"),
        Mark.of("MODIFY COLUMN", "\\b(MODIFY|CHANGE)\\s+COLUMN\\b")),
    SQLITE(
        "SQLite",
        Mark.of("AUTOINCREMENT", "\\bAUTOINCREMENT\\b"),
        Mark.of("PRAGMA", "^\\s*PRAGMA\\b"),
        Mark.of("WITHOUT ROWID", "\\bWITHOUT\\s+ROWID\\b")),
    SQL_SERVER(
        "SQL Server",
        Mark.of("brackets around names", "(?<![\\w\\]])\\[[A-Za-z_][\\w ]*\\]"),
        Mark.of("IDENTITY(1,1)", "\\bIDENTITY\\s*\\(\\s*\\d+\\s*,"),
        Mark.of("GO", "^\\s*GO\\s*$"),
        Mark.of("NVARCHAR(MAX)", "\\bN?VARCHAR\\s*\\(\\s*MAX\\s*\\)"),
        Mark.of("DECLARE @", "\\bDECLARE\\s+@")),
    ORACLE(
        "Oracle",
        Mark.of("a line of /", "^/\\s*$"),
        Mark.of("VARCHAR2", "\\bVARCHAR2\\s*\\("),
        Mark.of("EXECUTE IMMEDIATE", "\\bEXECUTE\\s+IMMEDIATE\\b"));

    private final String title;
    private final List<Mark> marks;

    Known(String title, Mark... marks) {
      this.title = title;
      this.marks = List.of(marks);
    }
  }

  /// How many of the refused statements hold a mark of one database, and which marks.
  private record Count(Known known, int statements, List<String> marks) {}

  /// The database that a script was written for, where most of what PostgreSQL refuses in it is of
  /// one.
  ///
  /// @param statements how many the script has
  static Optional<OtherDialect> of(ScriptReport script, long statements) {
    SourceText source = script.source();
    List<String> refused =
        script.unanalysed().stream()
            .filter(UnanalysedPart::syntaxError)
            .limit(LOOKED_AT)
            .map(part -> bare(source.text(part.span())))
            .toList();
    if (refused.isEmpty() || (refused.size() < FEW && 2L * refused.size() < statements)) {
      return Optional.empty();
    }
    return Arrays.stream(Known.values())
        .map(known -> count(known, refused))
        .max(
            Comparator.comparingInt(Count::statements)
                .thenComparing(Count::known, Comparator.reverseOrder()))
        .filter(count -> count.statements() > 0 && 2 * count.statements() >= refused.size())
        .map(count -> new OtherDialect(count.known().title, count.marks()));
  }

  private static Count count(Known known, List<String> refused) {
    Set<Mark> seen = new HashSet<>();
    int statements = 0;
    for (String statement : refused) {
      List<Mark> here =
          known.marks.stream().filter(mark -> mark.pattern().matcher(statement).find()).toList();
      seen.addAll(here);
      statements += here.isEmpty() ? 0 : 1;
    }
    return new Count(
        known, statements, known.marks.stream().filter(seen::contains).map(Mark::told).toList());
  }

  /// The beginning of a statement without its strings and comments.
  private static String bare(String statement) {
    String start = statement.substring(0, Math.min(statement.length(), LOOKED_AT_CHARS));
    return STRING_OR_COMMENT.matcher(start).replaceAll(" ");
  }

  /// `MySQL (backticks, ENGINE=)`.
  @Override
  public String toString() {
    return name + " (" + String.join(", ", marks) + ")";
  }
}
