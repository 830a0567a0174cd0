package dev.ballast.secure.world;

import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.catalog.UniqueKey;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.secure.tenancy.TenantColumn;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// By what rows of the victim are found in a relation, so that a large one is not read whole.
///
/// @param rows those that were made
public record Traces(Surface surface, Tenancy tenancy, List<MadeRow> rows) {
  /// Types whose values are written as a literal without a cast, so that an index serves.
  private static final Set<String> PLAIN =
      Set.of("uuid", "int2", "int4", "int8", "numeric", "text", "varchar", "bpchar", "citext");

  public Traces {
    rows = List.copyOf(rows);
  }

  /// A condition that every row meets which says that it is the victim's; empty where no column
  /// says so.
  ///
  /// @param prefix of each column, as `t.`
  Optional<String> marked(Relation relation, String prefix) {
    return any(
        tenants(relation).stream()
            .map(column -> prefix + typed(column) + " = " + victim(column))
            .toList());
  }

  /// A condition that every row meets which was made for the victim, whatever became of it, and
  /// every other one that says that it is the victim's; empty where there is none, so that all rows
  /// must be read.
  ///
  /// @param prefix of each column, as `t.`
  Optional<String> found(Relation relation, String prefix) {
    List<String> conditions = new ArrayList<>(marked(relation, prefix).stream().toList());
    Optional<UniqueKey> key =
        surface.keysOf(relation.root()).stream().filter(UniqueKey::primary).findFirst();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    rows.stream()
        .filter(row -> row.relation() == relation.root())
        .filter(row -> row.tenant().equals(Optional.of(Tenant.VICTIM)))
        .forEach(
            row ->
                conditions.add(
                    key.get().columns().stream()
                        .map(name -> prefix + name + equal(row.value(name)))
                        .collect(Collectors.joining(" AND ", "(", ")"))));
    return any(conditions);
  }

  /// A condition that the rows meet which a reader of a relation must not see, and maybe others;
  /// empty where all rows must be read.
  public Optional<String> foreign(Relation relation) {
    List<String> conditions = new ArrayList<>();
    for (RelationColumn column : tenants(relation)) {
      if (!column.selectable()) {
        return Optional.empty();
      }
      conditions.add(typed(column) + " = " + victim(column));
      conditions.add(column.name() + " IS NULL");
    }
    return any(conditions);
  }

  private List<RelationColumn> tenants(Relation relation) {
    Set<Identifier> names =
        relation.kind().isTable()
            ? Set.copyOf(tenancy.columnsOf(relation.root()))
            : tenancy.columns().stream()
                .map(TenantColumn::name)
                .filter(name -> !name.name().equals("id"))
                .collect(Collectors.toSet());
    return relation.columns().stream().filter(column -> names.contains(column.name())).toList();
  }

  private static String typed(RelationColumn column) {
    return PLAIN.contains(column.type())
        ? column.name().toString()
        : column.name() + "::pg_catalog.text";
  }

  private Literal victim(RelationColumn column) {
    return new Literal(Tenant.VICTIM.id(column.type(), tenancy.type()));
  }

  private static String equal(Optional<String> value) {
    return value.map(text -> " = " + new Literal(text)).orElse(" IS NULL");
  }

  private static Optional<String> any(List<String> conditions) {
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" OR ", conditions));
  }
}
