package dev.ballast.protect.moment;

import dev.ballast.postgres.catalog.ClassRow;
import dev.ballast.postgres.catalog.HeapTuple;
import dev.ballast.postgres.catalog.NamedRow;
import dev.ballast.postgres.catalog.RowChange;
import dev.ballast.postgres.catalog.TrackedHeap;
import dev.ballast.postgres.page.RelationMap;
import dev.ballast.postgres.wal.DatabaseChange;
import dev.ballast.postgres.wal.HeapChange;
import dev.ballast.postgres.wal.RecordContent;
import dev.ballast.postgres.wal.RelationFile;
import dev.ballast.postgres.wal.RelationMapChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which relation a file is of, in all databases of a cluster: as the backup has it, and then as
/// the log changes it. For one thread.
final class Catalogs {
  /// The managers whose records change pages of a heap, or bring them whole.
  private static final int XLOG_MANAGER = 0;

  private static final int HEAP2_MANAGER = 9;
  private static final int HEAP_MANAGER = 10;
  private static final int FULL_PAGE = 0xB0;
  private static final int OPERATION_MASK = 0xF0;

  private final int major;
  private final Map<Long, DatabaseNames> databases = new HashMap<>();
  private final Map<Long, String> databaseNames = new HashMap<>();
  private final TrackedHeap shared;

  /// Catalogs by the database and the name of their file, and what is in files that a catalog gets
  /// only later.
  private final Map<RelationFile, TrackedHeap> heaps = new HashMap<>();

  private final Set<RelationFile> announced;
  private final Set<RelationFile> missed = new HashSet<>();

  /// @param databaseCatalog the file of `pg_database`
  /// @param announced files that catalogs get later in the log, as an earlier reading found them
  Catalogs(int major, RelationFile databaseCatalog, Set<RelationFile> announced) {
    this.major = major;
    this.shared = new TrackedHeap(databaseCatalog);
    this.announced = Set.copyOf(announced);
    heaps.put(plain(databaseCatalog), shared);
    announced.forEach(file -> heaps.put(plain(file), new TrackedHeap(file)));
  }

  /// A database has one file of a number that matters here, whatever its tablespace.
  private static RelationFile plain(RelationFile file) {
    return plain(file.database(), file.number());
  }

  private static RelationFile plain(long database, long number) {
    return new RelationFile(0, database, number);
  }

  DatabaseNames add(long tablespace, long database, RelationMap map) {
    DatabaseNames names = new DatabaseNames(tablespace, database, map, major);
    databases.put(database, names);
    heaps.put(plain(names.classes().file()), names.classes());
    heaps.put(plain(names.namespaces().file()), names.namespaces());
    return names;
  }

  TrackedHeap shared() {
    return shared;
  }

  /// Takes the names of all that was loaded.
  void read() {
    shared.forEach(tuple -> NamedRow.of(tuple).ifPresent(this::named));
    databases.values().forEach(DatabaseNames::read);
  }

  private void named(NamedRow database) {
    databaseNames.put(database.oid(), database.name());
  }

  /// Takes a record, and returns what it does that matters here.
  Optional<CatalogChange> accept(RecordContent content) {
    int manager = content.record().resourceManager();
    if (manager != HEAP_MANAGER && manager != HEAP2_MANAGER && manager != XLOG_MANAGER) {
      RelationMapChange.of(content).ifPresent(this::remap);
      return DatabaseChange.of(content).flatMap(this::database);
    }
    for (int id = 0; id <= content.lastBlock(); id++) {
      if (content.hasBlock(id) && content.isMainFork(id)) {
        TrackedHeap heap = heaps.get(plain(content.databaseOf(id), content.numberOf(id)));
        if (heap != null) {
          return apply(content, heap);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<CatalogChange> apply(RecordContent content, TrackedHeap heap) {
    Optional<RowChange> change = heap.apply(content);
    boolean inPlace =
        HeapChange.of(content).filter(c -> c.kind() == HeapChange.Kind.INPLACE).isPresent();
    if (heap == shared) {
      Optional<NamedRow> row = change.flatMap(RowChange::after).flatMap(NamedRow::of);
      row.ifPresent(this::named);
      return row.filter(ignored -> inPlace).map(r -> new CatalogChange.Invalidated(r.oid()));
    }
    DatabaseNames names = databases.get(heap.file().database());
    if (names == null) {
      return Optional.empty();
    }
    if (content.record().resourceManager() == XLOG_MANAGER
        && (content.record().info() & OPERATION_MASK) == FULL_PAGE) {
      names.pagesCame();
    }
    if (heap == names.namespaces()) {
      change.flatMap(RowChange::after).flatMap(NamedRow::of).ifPresent(names::schema);
    }
    if (heap != names.classes() || change.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClassRow> after = change.get().after().flatMap(this::row);
    if (inPlace) {
      after.filter(row -> names.ofFile(row.file()).isPresent()).ifPresent(names::put);
      return Optional.empty();
    }
    Optional<ClassRow> before = change.get().before().flatMap(this::row);
    return Optional.of(
        new CatalogChange.Relation(new ClassChange(heap.file().database(), before, after)));
  }

  private Optional<ClassRow> row(HeapTuple tuple) {
    return ClassRow.of(tuple, major);
  }

  /// A catalog that is rewritten gets its new file's pages before the map says so: where nobody
  /// looked at them, the log has to be read again.
  private void remap(RelationMapChange change) {
    if (change.database() == 0) {
      return;
    }
    DatabaseNames names = databases.get(change.database());
    if (names == null) {
      add(change.tablespace(), change.database(), change.map()).pagesCame();
      return;
    }
    names.remap(change.map());
    long number = change.map().file(ClassRow.CATALOG).orElse(ClassRow.CATALOG);
    if (number != names.classes().file().number()) {
      moved(names, new RelationFile(change.tablespace(), change.database(), number), true);
    }
  }

  private void moved(DatabaseNames names, RelationFile file, boolean classes) {
    if (!announced.contains(file)) {
      missed.add(file);
    }
    TrackedHeap heap = heaps.computeIfAbsent(plain(file), ignored -> new TrackedHeap(file));
    names.replace(classes ? heap : names.classes(), classes ? names.namespaces() : heap);
  }

  private Optional<CatalogChange> database(DatabaseChange change) {
    return switch (change.kind()) {
      case DROPPED -> Optional.of(new CatalogChange.Removed(change.database()));
      // Its map and its pages follow.
      case CREATED -> Optional.empty();
      case COPIED -> {
        DatabaseNames source = databases.get(change.source());
        if (source != null) {
          RelationMap none = new RelationMap(Map.of());
          DatabaseNames copy = add(change.tablespace(), change.database(), none);
          copy.replace(copied(source.classes(), change), copied(source.namespaces(), change));
        }
        yield Optional.empty();
      }
    };
  }

  private TrackedHeap copied(TrackedHeap heap, DatabaseChange change) {
    RelationFile file =
        new RelationFile(change.tablespace(), change.database(), heap.file().number());
    TrackedHeap copy = heap.copyTo(file);
    heaps.put(plain(file), copy);
    return copy;
  }

  /// A row of `pg_class` is committed; `file` is the one that the relation had before, 0 for none.
  void commit(ClassChange change, long file) {
    DatabaseNames names = databases.get(change.database());
    if (names == null) {
      return;
    }
    if (file != 0 && file != change.after().map(ClassRow::file).orElse(0L)) {
      names.remove(file);
    }
    change.after().ifPresent(names::put);
    if (change.oid() == NamedRow.NAMESPACE_CATALOG && change.after().isPresent()) {
      long moved = change.after().get().file();
      if (moved != names.namespaces().file().number()) {
        RelationFile old = names.namespaces().file();
        moved(names, new RelationFile(old.tablespace(), old.database(), moved), false);
      }
    }
  }

  /// Files that catalogs got and whose pages were not looked at.
  Set<RelationFile> missed() {
    return Set.copyOf(missed);
  }

  Optional<DatabaseNames> names(long database) {
    return Optional.ofNullable(databases.get(database));
  }

  /// The name of a database; its OID where the name is not known.
  String databaseName(long database) {
    return databaseNames.getOrDefault(database, "database " + database);
  }
}
