package dev.ballast.protect.moment;

import dev.ballast.postgres.catalog.ClassRow;
import dev.ballast.postgres.catalog.HeapTuple;
import dev.ballast.postgres.catalog.NamedRow;
import dev.ballast.postgres.catalog.TrackedHeap;
import dev.ballast.postgres.page.RelationMap;
import dev.ballast.postgres.wal.RelationFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The names of the relations of one database by the names of their files. For one thread.
final class DatabaseNames {
  /// OID of the schema `pg_catalog`; those of its relations are no business of a search.
  private static final long PG_CATALOG = 11;

  private static final long PG_TOAST = 99;

  private final long tablespace;
  private final long database;
  private final int major;
  private final Set<Long> mapped = new HashSet<>();
  private final Map<Long, ClassRow> byFile = new HashMap<>();
  private final Map<Long, String> schemas = new HashMap<>();
  private TrackedHeap classes;
  private TrackedHeap namespaces;
  private boolean unread;

  DatabaseNames(long tablespace, long database, RelationMap map, int major) {
    this.tablespace = tablespace;
    this.database = database;
    this.major = major;
    this.classes = heap(map.file(ClassRow.CATALOG).orElse(ClassRow.CATALOG));
    this.namespaces = heap(NamedRow.NAMESPACE_CATALOG);
    mapped.addAll(map.files().values());
  }

  private TrackedHeap heap(long number) {
    return new TrackedHeap(new RelationFile(tablespace, database, number));
  }

  TrackedHeap classes() {
    return classes;
  }

  TrackedHeap namespaces() {
    return namespaces;
  }

  /// The catalogs were copied, or given other files.
  void replace(TrackedHeap newClasses, TrackedHeap newNamespaces) {
    classes = newClasses;
    namespaces = newNamespaces;
    unread = true;
  }

  void remap(RelationMap map) {
    mapped.addAll(map.files().values());
  }

  /// Pages came whole, so that their rows were not seen one by one.
  void pagesCame() {
    unread = true;
  }

  /// Takes the names of all rows that the catalogs' pages have. Of two versions for one file, that
  /// which no transaction replaced counts.
  void read() {
    Set<Long> replaced = new HashSet<>();
    classes.forEach(
        tuple -> {
          Optional<ClassRow> row = tuple.isStillborn() ? Optional.empty() : row(tuple);
          if (row.isPresent()) {
            long file = row.get().file();
            if (!byFile.containsKey(file) || (replaced.contains(file) && !tuple.isReplaced())) {
              put(row.get());
              if (tuple.isReplaced()) {
                replaced.add(file);
              } else {
                replaced.remove(file);
              }
            }
          }
        });
    namespaces.forEach(tuple -> NamedRow.of(tuple).ifPresent(this::schema));
    unread = false;
  }

  private Optional<ClassRow> row(HeapTuple tuple) {
    return ClassRow.of(tuple, major);
  }

  void schema(NamedRow row) {
    schemas.put(row.oid(), row.name());
  }

  /// A row that is committed.
  void put(ClassRow row) {
    if (row.file() != 0 && !row.isTemporary() && (row.isTable() || row.kind() == 't')) {
      byFile.put(row.file(), row);
    }
  }

  void remove(long file) {
    byFile.remove(file);
  }

  /// The relation that a file is of.
  Optional<ClassRow> ofFile(long file) {
    if (unread) {
      read();
    }
    return Optional.ofNullable(byFile.get(file));
  }

  /// Whether the file is one of those that `pg_filenode.map` names.
  boolean isMapped(long file) {
    return mapped.contains(file);
  }

  /// The file of `pg_namespace`; empty where its row was not seen.
  OptionalLong namespaceFile() {
    if (unread) {
      read();
    }
    return byFile.values().stream()
        .filter(row -> row.oid() == NamedRow.NAMESPACE_CATALOG)
        .mapToLong(ClassRow::file)
        .findFirst();
  }

  /// Empty where it is not known.
  String schemaOf(ClassRow row) {
    if (unread) {
      read();
    }
    return schemas.getOrDefault(row.namespace(), "");
  }

  boolean isSystem(ClassRow row) {
    return row.namespace() == PG_CATALOG
        || row.namespace() == PG_TOAST
        || schemaOf(row).equals("information_schema");
  }
}
