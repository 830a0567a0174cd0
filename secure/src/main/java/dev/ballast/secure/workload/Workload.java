package dev.ballast.secure.workload;

import dev.ballast.secure.catalog.Relation;
import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.RelationKind;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.secure.world.MadeRow;
import dev.ballast.secure.world.Tenant;
import dev.ballast.secure.world.Traces;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The attempts of an attacker over a surface. For one database.
///
/// @param rows those that were made, of the attacker and of the victim
public record Workload(Surface surface, Tenancy tenancy, List<MadeRow> rows) {
  public Workload {
    rows = List.copyOf(rows);
  }

  /// What sequences show.
  public List<Attempt> ofSequences() {
    return surface.relations().stream()
        .filter(relation -> relation.kind() == RelationKind.SEQUENCE)
        .filter(relation -> relation.powers().select())
        .map(
            sequence ->
                attempt(Way.SEQUENCE, sequence, own(), "SELECT last_value FROM " + sequence.name()))
        .toList();
  }

  /// Reads by a session that has named no tenant. They come first: a parameter that a transaction
  /// of a session has set is an empty text in its later ones, and no longer NULL.
  public List<Attempt> withoutContext() {
    return surface.relations().stream()
        .filter(relation -> relation.kind() != RelationKind.SEQUENCE)
        .flatMap(
            relation ->
                read(relation).stream()
                    .map(sql -> attempt(Way.READ_WITHOUT_CONTEXT, relation, List.of(), sql)))
        .toList();
  }

  /// All others.
  public List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (Relation relation : surface.relations()) {
      if (relation.kind() != RelationKind.SEQUENCE) {
        attempts.addAll(reads(relation));
        attempts.addAll(new Writes(this, relation).attempts());
      }
    }
    attempts.addAll(new Calls(this).attempts());
    return List.copyOf(attempts);
  }

  private List<Attempt> reads(Relation relation) {
    Optional<String> read = read(relation);
    List<Attempt> reads = new ArrayList<>();
    if (read.isPresent()) {
      reads.add(attempt(Way.READ, relation, own(), read.get()));
      for (String other : otherSpellings()) {
        reads.add(
            attempt(Way.READ_BY_PATTERN, relation, tenancy.begin(Optional.of(other)), read.get()));
      }
      reads.addAll(readsByError(relation));
    }
    if (relation.kind().isTable()) {
      for (Identifier role : surface.roles()) {
        List<String> begin = new ArrayList<>(own());
        begin.add("SET LOCAL ROLE " + role);
        reads.add(attempt(Way.READ_AS_ROLE, relation, begin, "SELECT * FROM " + relation.name()));
      }
    }
    return reads;
  }

  /// All columns that the login role may read; empty where it may read none.
  private Optional<String> read(Relation relation) {
    String columns =
        relation.columns().stream()
            .filter(RelationColumn::selectable)
            .map(column -> column.name().toString())
            .collect(Collectors.joining(", "));
    return relation.powers().select() && !columns.isEmpty()
        ? Optional.of(
            "SELECT %s FROM %s%s"
                .formatted(
                    columns,
                    relation.name(),
                    new Traces(surface, tenancy, rows)
                        .foreign(relation)
                        .map(condition -> " WHERE " + condition)
                        .orElse("")))
        : Optional.empty();
  }

  /// Conditions that fail for a value of the victim, which a server may evaluate ahead of the
  /// filter that would hide its row.
  private List<Attempt> readsByError(Relation relation) {
    List<Attempt> reads = new ArrayList<>();
    for (RelationColumn column : relation.columns()) {
      if (column.selectable()) {
        valueOfVictim(column.name())
            .map(
                value ->
                    "SELECT FROM %s WHERE 1 / CASE %s::pg_catalog.text WHEN %s THEN 0 ELSE 1 END = 0"
                        .formatted(relation.name(), column.name(), new Literal(value)))
            .ifPresent(sql -> reads.add(attempt(Way.READ_BY_ERROR, relation, own(), sql)));
      }
    }
    return reads;
  }

  /// What the victim has in a column of that name in any table: a view names its columns after
  /// those of its tables.
  private Optional<String> valueOfVictim(Identifier column) {
    return rows.stream()
        .filter(row -> row.tenant().equals(Optional.of(Tenant.VICTIM)))
        .flatMap(row -> row.value(column).stream())
        .findFirst();
  }

  /// Identifiers that are somebody else's but to a comparison that is not an equality.
  private List<String> otherSpellings() {
    String victim = id(Tenant.VICTIM);
    return victim.equals(victim.toUpperCase(Locale.ROOT))
        ? List.of()
        : Stream.of("%", ".*", "", victim.toUpperCase(Locale.ROOT), victim + " ")
            .filter(this::isOfTheType)
            .toList();
  }

  private boolean isOfTheType(String identifier) {
    return !tenancy.type().equals("uuid")
        || identifier.strip().length() == id(Tenant.VICTIM).length();
  }

  String id(Tenant tenant) {
    return tenant.id(tenancy.type(), tenancy.type());
  }

  /// The statements that begin a transaction of the attacker.
  List<String> own() {
    return tenancy.begin(Optional.of(id(Tenant.ATTACKER)));
  }

  /// The first row that was made for a tenant in a table.
  Optional<MadeRow> row(Relation relation, Tenant tenant) {
    return rows.stream()
        .filter(row -> row.relation() == relation.root())
        .filter(row -> row.tenant().equals(Optional.of(tenant)))
        .findFirst();
  }

  /// The identifier of a tenant as a value of a column.
  Literal tenantIn(RelationColumn column, Tenant tenant) {
    return new Literal(tenant.id(column.type(), tenancy.type()));
  }

  static Attempt attempt(Way way, Relation relation, List<String> begin, String sql) {
    return new Attempt(way, relation.name().display(), Optional.of(relation.oid()), begin, sql);
  }
}
