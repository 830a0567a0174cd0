package dev.ballast.rules.lint;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes parts of the tree back as SQL, for the safe form that a hazard shows. What is left out of
/// it would change the meaning, so every clause is written.
public final class Deparser {
  /// A value that needs no quotes.
  private static final Pattern PLAIN = Pattern.compile("[a-z]+|[0-9.]+");

  private Deparser() {}

  /// `(a, "B")`.
  public static String columns(List<String> columns) {
    return columns.stream()
        .map(column -> QualifiedName.of(column).toString())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// `FOREIGN KEY (a) REFERENCES t (id) ON DELETE CASCADE`, without NOT VALID.
  public static String foreignKey(Constraint constraint) {
    return foreignKey(constraint, constraint.columns());
  }

  /// The same for a constraint beside a column, which does not name it.
  public static String foreignKey(Constraint constraint, List<String> columns) {
    Reference reference = constraint.reference().orElseThrow();
    StringBuilder sql = new StringBuilder("FOREIGN KEY ").append(columns(columns));
    sql.append(" REFERENCES ").append(reference.table());
    if (!reference.columns().isEmpty()) {
      sql.append(' ').append(columns(reference.columns()));
    }
    if (reference.match() != Reference.Match.SIMPLE) {
      sql.append(" MATCH ").append(reference.match());
    }
    action(sql, " ON DELETE ", reference.onDelete());
    if (!reference.setColumns().isEmpty()) {
      sql.append(' ').append(columns(reference.setColumns()));
    }
    action(sql, " ON UPDATE ", reference.onUpdate());
    return sql.append(checking(constraint)).toString();
  }

  /// ` DEFERRABLE INITIALLY DEFERRED`, or as much of it as holds.
  public static String checking(Constraint constraint) {
    return (constraint.checking().deferrable() ? " DEFERRABLE" : "")
        + (constraint.checking().initiallyDeferred() ? " INITIALLY DEFERRED" : "");
  }

  /// `fillfactor = 70`.
  public static String option(Option option) {
    return option.namespace().map(space -> space + ".").orElse("")
        + option.name()
        + option
            .value()
            .map(value -> " = " + (PLAIN.matcher(value).matches() ? value : literal(value)))
            .orElse("");
  }

  private static void action(StringBuilder sql, String when, Reference.Action action) {
    if (action != Reference.Action.NO_ACTION) {
      sql.append(when).append(action.name().toUpperCase(Locale.ROOT).replace('_', ' '));
    }
  }

  /// A constant of SQL: `'it''s'`.
  public static String literal(String text) {
    return new Literal(text).toString();
  }

  /// A statement's text without its semicolon and the space around it.
  public static String ended(String sql) {
    String text = sql.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
  }
}
