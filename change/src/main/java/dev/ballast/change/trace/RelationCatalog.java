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
  record Relation(
      long oid,
      QualifiedIdentifier qualifiedName,
      RelationKind kind,
      boolean temporary,
      long tableOid,
      boolean valid,
      Storage storage,
      Reads reads) {
    String schema() {
      return qualifiedName.schema().name();
    }

    String name() {
      return qualifiedName.name().name();
    }

    private Relation counted(Reads ofAll) {
      return new Relation(oid, qualifiedName, kind, temporary, tableOid, valid, storage, ofAll);
    }
  }

  /// The file of a relation.
  ///
  /// @param filenode 0 for none
  /// @param bytes size of the main fork; 0 where it keeps no rows
  record Storage(long filenode, long bytes) {}

  /// What was read of a relation so far, by the transaction or, with [RelationCatalog#readCounted],
  /// ever.
  ///
  /// @param scans sequential scans begun
  record Reads(long scans, long rows) {}

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
            row -> Map.entry(row.number("oid"), reads(row)),
            FIRST_USER_OID)
        .forEach(
            counts ->
                relations.computeIfPresent(
                    counts.getKey(), (oid, relation) -> relation.counted(counts.getValue())));
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
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        RelationKind.ofCode(row.text("kind")),
        row.flag("temporary"),
        row.number("table_oid"),
        row.flag("valid"),
        new Storage(row.number("filenode"), row.number("bytes")),
        reads(row));
  }

  private static Reads reads(Row row) {
    return new Reads(row.number("scans"), row.number("rows_read"));
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
