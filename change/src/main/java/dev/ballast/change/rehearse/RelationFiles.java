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
      long oid, String name, boolean index, boolean temporary, long filenode, long bytes) {}

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

  /// What became of the files since.
  List<FileChange> changesUntil(RelationFiles later) {
    List<FileChange> changes = new ArrayList<>();
    for (Relation now : later.relations.values()) {
      Relation before = relations.get(now.oid());
      if (now.filenode() != 0 && !now.temporary()) {
        if (before == null) {
          changes.add(new FileChange(FileChange.Kind.BUILT, now.name(), now.bytes()));
        } else if (before.filenode() != now.filenode()) {
          changes.add(new FileChange(FileChange.Kind.REWRITTEN, now.name(), now.bytes()));
        }
      }
    }
    for (Relation before : relations.values()) {
      if (!later.relations.containsKey(before.oid())
          && before.filenode() != 0
          && !before.temporary()) {
        changes.add(new FileChange(FileChange.Kind.REMOVED, before.name(), before.bytes()));
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
