package dev.ballast.rules.lint;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes parts of the tree back as SQL, for the safe form that a hazard shows. What is left out of
/// it would change the meaning, so every clause is written.
public final class Deparser {
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
    if (constraint.checking().deferrable()) {
      sql.append(" DEFERRABLE");
    }
    if (constraint.checking().initiallyDeferred()) {
      sql.append(" INITIALLY DEFERRED");
    }
    return sql.toString();
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
