package dev.ballast.secure.world;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row that was put into a table for a tenant.
///
/// @param tenant empty where it belongs to none
/// @param values as the server returned them; NULL is left out
/// @param statements those that put it there
public record MadeRow(
    long relation,
    Optional<Tenant> tenant,
    Map<Identifier, String> values,
    List<String> statements) {
  public MadeRow {
    requireNonNull(tenant, "tenant is null");
    values = Map.copyOf(values);
    statements = List.copyOf(statements);
  }

  public Optional<String> value(Identifier column) {
    return Optional.ofNullable(values.get(column));
  }
}
