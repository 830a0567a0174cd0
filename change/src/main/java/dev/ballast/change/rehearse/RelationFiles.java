package dev.ballast.change.rehearse;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The relations of a database with their files, as one session saw them. Immutable.
final class RelationFiles {
  private final Map<Long, Relation> relations;

  private RelationFiles(Map<Long, Relation> relations) {
    this.relations = relations;
  }

  /// A relation.
  ///
  /// @param name of the table, where it is a TOAST table or the index of one
  /// @param filenode 0 where it has no file
  private record Relation(
      long oid,
      String name,
      boolean index,
      boolean toast,
      boolean temporary,
      long filenode,
      long bytes) {
    /// Whether it has a file that others can reach and is not part of another relation.
    boolean isFile() {
      return filenode != 0 && !temporary && !toast;
    }
  }

  /// Of the session's database, uncommitted changes of its own transaction included.
  static RelationFiles read(Session session) {
    Map<Long, Relation> relations = new HashMap<>();
    session
        .query(
            SqlResource.load(RelationFiles.class, "relations", session.version()),
            row ->
                new Relation(
                    row.number("oid"),
                    row.text("name"),
                    row.flag("index"),
                    row.flag("toast"),
                    row.flag("temporary"),
                    row.number("filenode"),
                    row.number("bytes")))
        .forEach(relation -> relations.put(relation.oid(), relation));
    return new RelationFiles(relations);
  }

  /// The name of a relation that others can reach; empty where there is none.
  Optional<String> name(long oid) {
    return Optional.ofNullable(relations.get(oid))
        .filter(relation -> !relation.temporary())
        .map(Relation::name);
  }

  /// Whether it is an index.
  boolean isIndex(long oid) {
    return Optional.ofNullable(relations.get(oid)).filter(Relation::index).isPresent();
  }

  /// With the files of its TOAST table.
  private FileChange change(FileChange.Kind kind, Relation relation) {
    long toast =
        relation.index()
            ? 0
            : relations.values().stream()
                .filter(other -> other.toast() && other.name().equals(relation.name()))
                .mapToLong(Relation::bytes)
                .sum();
    return new FileChange(kind, relation.name(), relation.bytes() + toast);
  }

  /// What became of the files since.
  List<FileChange> changesUntil(RelationFiles later) {
    List<FileChange> changes = new ArrayList<>();
    for (Relation now : later.relations.values()) {
      Relation before = relations.get(now.oid());
      if (now.isFile()) {
        if (before == null) {
          changes.add(later.change(FileChange.Kind.BUILT, now));
        } else if (before.filenode() != now.filenode()) {
          changes.add(later.change(FileChange.Kind.REWRITTEN, now));
        }
      }
    }
    for (Relation before : relations.values()) {
      if (!later.relations.containsKey(before.oid()) && before.isFile()) {
        changes.add(change(FileChange.Kind.REMOVED, before));
      }
    }
    changes.sort(
        (a, b) ->
            a.bytes() == b.bytes()
                ? a.relation().compareTo(b.relation())
                : Long.compare(b.bytes(), a.bytes()));
    return List.copyOf(changes);
  }
}
