package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;
import java.util.Optional;

/// A row security policy (manual: "Row Security Policies").
///
/// @param relation the oid of its table
/// @param using as `pg_get_expr` prints it
/// @param check empty where `using` is used instead
public record Policy(
    long relation, Identifier name, Optional<String> using, Optional<String> check) {
  public Policy {
    requireNonNull(name, "name is null");
    requireNonNull(using, "using is null");
    requireNonNull(check, "check is null");
  }

  static Policy of(Row row) {
    return new Policy(
        row.number("relation"),
        new Identifier(row.text("name")),
        row.textOrEmpty("using_expression"),
        row.textOrEmpty("check_expression"));
  }
}
