package dev.ballast.secure.tenancy;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Identifier;

/// A column that says whose a row is.
///
/// @param relation the oid of its table
public record TenantColumn(long relation, Identifier name) {
  public TenantColumn {
    requireNonNull(name, "name is null");
  }
}
