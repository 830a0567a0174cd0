package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import java.util.ArrayList;
import java.util.List;

/// A change to the text of each statement of a changeset: a part of `modifySql`.
sealed interface SqlEdit {
  String apply(String sql);

  /// Writes before the statement.
  record Prepend(String value) implements SqlEdit {
    @Override
    public String apply(String sql) {
      return value + sql;
    }
  }

  /// Writes behind the statement.
  record Append(String value) implements SqlEdit {
    @Override
    public String apply(String sql) {
      return sql + value;
    }
  }

  /// Writes behind the statement, unless it ends so.
  record AppendIfMissing(String value) implements SqlEdit {
    @Override
    public String apply(String sql) {
      return sql.endsWith(value) ? sql : sql + value;
    }
  }

  /// Writes one text for another, in the same letters.
  record Replace(String text, String with) implements SqlEdit {
    @Override
    public String apply(String sql) {
      return text.isEmpty() ? sql : sql.replace(text, with);
    }
  }

  /// A part that is not known here. A regular expression of a changelog is not run: it could take
  /// as long as its author likes.
  record Unknown(Element part) implements SqlEdit {
    @Override
    public String apply(String sql) {
      return sql;
    }
  }

  /// What the changeset says for PostgreSQL, in its order.
  static List<SqlEdit> of(Element changeset) {
    List<SqlEdit> edits = new ArrayList<>();
    changeset
        .children("modifySql")
        .filter(modify -> Databases.includePostgres(modify.value("dbms")))
        .flatMap(modify -> modify.children().stream())
        .forEach(part -> edits.add(read(part)));
    return edits;
  }

  private static SqlEdit read(Element part) {
    String value = raw(part, "value");
    return switch (part.name()) {
      case "prepend" -> new Prepend(value);
      case "append" -> new Append(value);
      case "appendSqlIfNotPresent" -> new AppendIfMissing(value);
      case "replace" -> new Replace(raw(part, "replace"), raw(part, "with"));
      default -> new Unknown(part);
    };
  }

  private static String raw(Element part, String key) {
    return part.text(key).map(Element.Text::value).orElse("");
  }
}
