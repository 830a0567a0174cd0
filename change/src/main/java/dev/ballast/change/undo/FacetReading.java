package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which parts of the catalogs a statement can change.
///
/// @param sections what is read
/// @param relations whose properties are read; ignored where those of all are
record FacetReading(Set<Section> sections, List<QualifiedName> relations, Reach reach) {
  FacetReading {
    sections = EnumSet.copyOf(sections);
    relations = List.copyOf(relations);
  }

  /// Which relations are read.
  enum Reach {
    /// Those that are named.
    NAMED,
    /// Also their heirs, indexes and sequences.
    WITH_PARTS,
    /// Every one of the database.
    ALL
  }

  /// One that is made: what it consists of goes with it.
  static FacetReading ofNew(QualifiedName relation, Section... sections) {
    return new FacetReading(EnumSet.copyOf(List.of(sections)), List.of(relation), Reach.NAMED);
  }

  static FacetReading of(QualifiedName relation, Section... sections) {
    return new FacetReading(EnumSet.copyOf(List.of(sections)), List.of(relation), Reach.WITH_PARTS);
  }

  static FacetReading ofAll(Section... sections) {
    return new FacetReading(EnumSet.copyOf(List.of(sections)), List.of(), Reach.ALL);
  }

  /// The OIDs of the relations that are read, as the session finds their names.
  List<String> scope(Session session) {
    List<String> named =
        reach == Reach.ALL
            ? List.of()
            : relations.stream().flatMap(name -> oid(name, session).stream()).toList();
    return reach != Reach.WITH_PARTS || named.isEmpty()
        ? named
        : session.query(
            SqlResource.load(FacetReading.class, "scope", session.version()),
            row -> row.text("oid"),
            named,
            named);
  }

  private static Optional<String> oid(QualifiedName name, Session session) {
    return session.one(
        "SELECT pg_catalog.to_regclass(?)::pg_catalog.oid::text AS oid",
        row -> row.textOrEmpty("oid"),
        name.toString());
  }

  /// Reads them. What is read is written so that it means the same under every `search_path`.
  List<Facet> in(Session session, List<String> scope) {
    List<Facet> facets = new ArrayList<>();
    try (SystemPath _ = SystemPath.set(session)) {
      for (Section section : sections) {
        facets.addAll(read(section, scope, session));
      }
    }
    return facets;
  }

  private List<Facet> read(Section section, List<String> oids, Session session) {
    String sql = SqlResource.load(FacetReading.class, section.query(), session.version());
    return section.isByRelation()
        ? session.query(sql, Facet::of, reach == Reach.ALL, oids)
        : session.query(sql, Facet::of);
  }
}
