package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.RowMapper;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a login role reaches in one database. System schemas are no part of it.
///
/// @param login the role
/// @param relations those in schemas that it may use first in name order; the others are there for
///     who follows keys
/// @param policyFunctions those that policies call, as statements that would make them
/// @param roles those that it can become by `SET ROLE`, itself left out
public record Surface(
    Identifier login,
    List<Relation> relations,
    List<Policy> policies,
    List<UniqueKey> keys,
    List<Reference> references,
    List<Routine> routines,
    List<String> policyFunctions,
    List<Identifier> roles) {
  public Surface {
    requireNonNull(login, "login is null");
    relations = List.copyOf(relations);
    policies = List.copyOf(policies);
    keys = List.copyOf(keys);
    references = List.copyOf(references);
    routines = List.copyOf(routines);
    policyFunctions = List.copyOf(policyFunctions);
    roles = List.copyOf(roles);
  }

  /// Reads it from the system catalogs; no relation of users is named.
  ///
  /// @param login must exist
  public static Surface read(Session keeper, Identifier login) {
    Map<Long, List<RelationColumn>> columns =
        query(keeper, "columns", RelationColumn::of, login.name()).stream()
            .collect(Collectors.groupingBy(RelationColumn::relation));
    return new Surface(
        login,
        query(
            keeper,
            "relations",
            row -> Relation.of(row, columns.getOrDefault(row.number("oid"), List.of())),
            login.name()),
        query(keeper, "policies", Policy::of),
        query(keeper, "keys", UniqueKey::of),
        query(keeper, "references", Reference::of),
        query(keeper, "routines", Routine::of, login.name()),
        query(keeper, "policy_functions", row -> row.text("definition")),
        query(keeper, "roles", row -> new Identifier(row.text("name")), login.name()));
  }

  private static <T> List<T> query(
      Session keeper, String name, RowMapper<T> mapper, Object... parameters) {
    return keeper.query(
        SqlResource.load(Surface.class, name, keeper.version()), mapper, parameters);
  }

  public Optional<Relation> relation(long oid) {
    return relations.stream().filter(each -> each.oid() == oid).findFirst();
  }

  public List<Reference> referencesOf(long relation) {
    return references.stream().filter(each -> each.relation() == relation).toList();
  }

  public List<UniqueKey> keysOf(long relation) {
    return keys.stream().filter(each -> each.relation() == relation).toList();
  }
}
