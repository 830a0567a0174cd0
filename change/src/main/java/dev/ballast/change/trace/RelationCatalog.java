package dev.ballast.change.trace;

import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The relations of a database as one session saw them at one moment. Immutable.
final class RelationCatalog {
  /// Relations below this oid belong to the system; `FirstNormalObjectId` in `transam.h`.
  static final long FIRST_USER_OID = 16384;

  private static final long MAX_OID = 0xFFFF_FFFFL;

  private static final int MAX_BELONGING = 3;

  private final Map<Long, Relation> relations;

  private RelationCatalog(Map<Long, Relation> relations) {
    this.relations = relations;
  }

  /// One relation.
  ///
  /// @param tableOid what it belongs to, 0 for none
  /// @param bytes size of the main fork; 0 where it keeps no rows
  /// @param scans sequential scans begun on it so far, by the transaction or, with
  ///     [RelationCatalog#readCounted], ever
  record Relation(
      long oid,
      String schema,
      String name,
      RelationKind kind,
      boolean temporary,
      long tableOid,
      long filenode,
      long bytes,
      boolean valid,
      long scans,
      long rowsRead) {
    QualifiedIdentifier qualifiedName() {
      return QualifiedIdentifier.of(schema, name);
    }

    private Relation counted(Counts counts) {
      return new Relation(
          oid,
          schema,
          name,
          kind,
          temporary,
          tableOid,
          filenode,
          bytes,
          valid,
          counts.scans(),
          counts.rowsRead());
    }
  }

  private record Counts(long oid, long scans, long rowsRead) {}

  /// What is no part of the system.
  static RelationCatalog read(Session session) {
    return new RelationCatalog(relations(session, FIRST_USER_OID, MAX_OID));
  }

  /// The same with the scans of all transactions, also those that were counted and handed over.
  static RelationCatalog readCounted(Session session) {
    Map<Long, Relation> relations = relations(session, FIRST_USER_OID, MAX_OID);
    session
        .query(
            SqlResource.load(RelationCatalog.class, "counts", session.version()),
            row -> new Counts(row.number("oid"), row.number("scans"), row.number("rows_read")),
            FIRST_USER_OID)
        .forEach(
            counts ->
                relations.computeIfPresent(
                    counts.oid(), (oid, relation) -> relation.counted(counts)));
    return new RelationCatalog(relations);
  }

  /// The system's own relations. They are the same in every database of a server.
  static RelationCatalog ofSystem(Session session) {
    return new RelationCatalog(relations(session, 0, FIRST_USER_OID));
  }

  private static Map<Long, Relation> relations(Session session, long from, long to) {
    Map<Long, Relation> relations = new LinkedHashMap<>();
    session
        .query(
            SqlResource.load(RelationCatalog.class, "relations", session.version()),
            RelationCatalog::relation,
            from,
            to)
        .forEach(relation -> relations.put(relation.oid(), relation));
    return relations;
  }

  private static Relation relation(Row row) {
    return new Relation(
        row.number("oid"),
        row.text("schema"),
        row.text("name"),
        RelationKind.ofCode(row.text("kind")),
        row.flag("temporary"),
        row.number("table_oid"),
        row.number("filenode"),
        row.number("bytes"),
        row.flag("valid"),
        row.number("scans"),
        row.number("rows_read"));
  }

  /// Oids as a parameter of type `oid[]`.
  static String array(Collection<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  Optional<Relation> find(long oid) {
    return Optional.ofNullable(relations.get(oid));
  }

  boolean has(long oid) {
    return relations.containsKey(oid);
  }

  Collection<Relation> all() {
    return relations.values();
  }

  ObservedRelation observed(Relation relation) {
    return new ObservedRelation(
        relation.schema(),
        relation.name(),
        relation.kind(),
        root(relation).filter(table -> table.oid() != relation.oid()).map(Relation::qualifiedName));
  }

  /// What it belongs to in the end: the index of a TOAST table to the table that has it.
  Optional<Relation> root(Relation relation) {
    Optional<Relation> at = Optional.of(relation);
    for (int i = 0; i < MAX_BELONGING && at.isPresent() && at.get().tableOid() != 0; i++) {
      at = find(at.get().tableOid());
    }
    return at;
  }
}
