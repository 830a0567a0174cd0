package dev.ballast.secure.workload;

import dev.ballast.secure.catalog.Reference;
import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.UniqueKey;
import dev.ballast.secure.world.MadeRow;
import dev.ballast.secure.world.Tenant;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// What a tenant can try to write in one relation.
///
/// @param workload of which they are part
record Writes(Workload workload, Relation relation) {
  /// An own row has values of its own in every key, beside those of the attacker's and the
  /// victim's.
  private static final int FRESH_ROW = 21;

  List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    Optional<MadeRow> own = workload.row(relation, Tenant.ATTACKER);
    Optional<MadeRow> foreign = workload.row(relation, Tenant.VICTIM);
    if (relation.powers().insert() && own.isPresent()) {
      attempts.addAll(inserts(own.get(), foreign));
    }
    if (relation.powers().update()) {
      attempts.addAll(updates());
    }
    if (relation.powers().delete()) {
      attempts.add(attempt(Way.DELETE_ALL, "DELETE FROM " + relation.name()));
      own.flatMap(this::condition)
          .map(condition -> "DELETE FROM " + relation.name() + condition)
          .ifPresent(sql -> attempts.add(attempt(Way.DELETE_OWN, sql)));
    }
    if (relation.powers().truncate()) {
      attempts.add(attempt(Way.TRUNCATE, "TRUNCATE " + relation.name() + " CASCADE"));
    }
    return attempts;
  }

  private List<Attempt> inserts(MadeRow own, Optional<MadeRow> foreign) {
    List<Attempt> inserts = new ArrayList<>();
    SequencedMap<Identifier, String> fresh = fresh(own);
    inserts.add(attempt(Way.INSERT_OWN, insert(fresh)));
    if (!workload.tenancy().columnsOf(relation.root()).isEmpty()) {
      inserts.add(attempt(Way.INSERT_FOR_OTHER, insert(stamped(fresh, Tenant.VICTIM))));
    }
    if (foreign.isEmpty()) {
      return inserts;
    }
    for (UniqueKey key : workload.surface().keysOf(relation.root())) {
      if (isUnguessable(key)) {
        continue;
      }
      replaced(fresh, key.columns(), foreign.get())
          .ifPresent(
              row -> {
                inserts.add(attempt(Way.KEY_TAKEN, insert(row)));
                inserts.add(attempt(Way.KEY_TAKEN, insert(row) + " ON CONFLICT DO NOTHING"));
              });
    }
    for (Reference key : workload.surface().referencesOf(relation.root())) {
      boolean owned = workload.tenancy().owns(key.target()) && key.target() != relation.root();
      if (owned) {
        replaced(fresh, key.columns(), foreign.get())
            .ifPresent(row -> inserts.add(attempt(Way.REFERENCE, insert(row))));
      }
    }
    return inserts;
  }

  /// Nobody meets 122 random bits of another, so that a key of these alone shows nothing.
  private boolean isUnguessable(UniqueKey key) {
    return key.columns().stream()
        .filter(name -> !workload.tenancy().isTenantColumn(relation.root(), name))
        .flatMap(name -> relation.column(name.name()).stream())
        .anyMatch(column -> column.type().equals("uuid"));
  }

  /// Values for a further row of the attacker, of columns that the login role may insert.
  private SequencedMap<Identifier, String> fresh(MadeRow own) {
    SequencedMap<Identifier, String> values = new LinkedHashMap<>();
    Set<Identifier> keys =
        workload.surface().keysOf(relation.root()).stream()
            .flatMap(key -> key.columns().stream())
            .collect(Collectors.toSet());
    Set<Identifier> referring =
        workload.surface().referencesOf(relation.root()).stream()
            .flatMap(key -> key.columns().stream())
            .collect(Collectors.toSet());
    for (RelationColumn column : relation.columns()) {
      Identifier name = column.name();
      boolean settable = column.insertable() && !column.computed();
      if (settable && own.value(name).isPresent()) {
        boolean kept =
            referring.contains(name)
                || workload.tenancy().isTenantColumn(relation.root(), name)
                || !keys.contains(name);
        values.put(name, kept ? own.value(name).orElseThrow() : other(column, own));
      }
    }
    return values;
  }

  /// A value of a key that no row has.
  private static String other(RelationColumn column, MadeRow own) {
    String value = own.value(column.name()).orElseThrow();
    return switch (column.type()) {
      case "int2", "int4", "int8", "numeric", "float4", "float8" ->
          Integer.toString(9_000 + FRESH_ROW);
      case "uuid" -> "ba11a570-0000-4000-8000-0000000000" + FRESH_ROW;
      case "date", "timestamp", "timestamptz" -> "2024-03-" + FRESH_ROW;
      case "text", "varchar", "citext", "name" -> Integer.toString(FRESH_ROW);
      default -> value;
    };
  }

  private Map<Identifier, String> stamped(Map<Identifier, String> values, Tenant tenant) {
    Map<Identifier, String> stamped = new LinkedHashMap<>(values);
    for (Identifier name : workload.tenancy().columnsOf(relation.root())) {
      relation
          .column(name.name())
          .filter(_ -> values.containsKey(name))
          .ifPresent(
              column -> stamped.put(name, tenant.id(column.type(), workload.tenancy().type())));
    }
    return stamped;
  }

  /// The row with the victim's values in some columns, but not in those that say whose it is; empty
  /// where these are all.
  private Optional<Map<Identifier, String>> replaced(
      Map<Identifier, String> values, List<Identifier> columns, MadeRow foreign) {
    Map<Identifier, String> replaced = new HashMap<>();
    for (Identifier name : columns) {
      if (!workload.tenancy().isTenantColumn(relation.root(), name)
          && foreign.value(name).isPresent()
          && relation.column(name.name()).filter(RelationColumn::insertable).isPresent()) {
        replaced.put(name, foreign.value(name).orElseThrow());
      }
    }
    if (replaced.isEmpty()) {
      return Optional.empty();
    }
    Map<Identifier, String> row = new LinkedHashMap<>(values);
    row.putAll(replaced);
    return Optional.of(row);
  }

  private List<Attempt> updates() {
    List<Attempt> updates = new ArrayList<>();
    List<Identifier> tenants = workload.tenancy().columnsOf(relation.root());
    relation.columns().stream()
        .filter(column -> column.updatable() && !column.computed())
        .filter(column -> !tenants.contains(column.name()))
        .min(Comparator.comparingInt(column -> isInKey(column) ? 2 : column.required() ? 1 : 0))
        .ifPresent(
            column ->
                updates.add(
                    attempt(
                        Way.UPDATE_ALL,
                        "UPDATE %s SET %s = %s"
                            .formatted(relation.name(), column.name(), constant(column)))));
    for (Identifier name : tenants) {
      relation
          .column(name.name())
          .filter(column -> column.updatable() && !column.computed())
          .ifPresent(
              column -> {
                updates.add(set(Way.TAKE, column, Tenant.ATTACKER));
                updates.add(set(Way.GIVE, column, Tenant.VICTIM));
              });
    }
    return updates;
  }

  private boolean isInKey(RelationColumn column) {
    return workload.surface().keysOf(relation.root()).stream()
        .anyMatch(key -> key.columns().contains(column.name()));
  }

  /// A value that needs no column to be read: a statement that reads brings in the policies for
  /// SELECT as well.
  private String constant(RelationColumn column) {
    if (!column.required()) {
      return "NULL";
    }
    return workload
        .row(relation, Tenant.ATTACKER)
        .flatMap(row -> row.value(column.name()))
        .map(value -> new Literal(value).toString())
        .orElse(column.name().toString());
  }

  private Attempt set(Way way, RelationColumn column, Tenant tenant) {
    return attempt(
        way,
        "UPDATE %s SET %s = %s"
            .formatted(relation.name(), column.name(), workload.tenantIn(column, tenant)));
  }

  /// A condition on the primary key that finds the row.
  private Optional<String> condition(MadeRow row) {
    return workload.surface().keysOf(relation.root()).stream()
        .filter(UniqueKey::primary)
        .findFirst()
        .map(
            key ->
                key.columns().stream()
                    .map(name -> name + " = " + new Literal(row.value(name).orElse("")))
                    .collect(Collectors.joining(" AND ", " WHERE ", "")));
  }

  private String insert(Map<Identifier, String> values) {
    if (values.isEmpty()) {
      return "INSERT INTO " + relation.name() + " DEFAULT VALUES";
    }
    String columns =
        values.keySet().stream().map(Identifier::toString).collect(Collectors.joining(", "));
    return values.values().stream()
        .map(value -> new Literal(value).toString())
        .collect(
            Collectors.joining(
                ", ", "INSERT INTO %s (%s) VALUES (".formatted(relation.name(), columns), ")"));
  }

  private Attempt attempt(Way way, String sql) {
    return Workload.attempt(way, relation, workload.own(), sql);
  }
}
