package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

/// A place in a statement that a tool fills before the server sees it. What will stand there is not
/// in the file, so the statement cannot be analysed as it is.
///
/// @param name without the marks around it
public record Variable(Span span, String name, Form form) {
  /// Who fills it.
  public enum Form {
    /// `:name`, `:'name'`, `:"name"` or `:{?name}`; see the manual, psql, "SQL Interpolation".
    PSQL,
    /// `${name}`, of Flyway, Liquibase, goose and others.
    PLACEHOLDER
  }

  public Variable {
    requireNonNull(span, "span is null");
    requireNonNull(name, "name is null");
    requireNonNull(form, "form is null");
  }
}
