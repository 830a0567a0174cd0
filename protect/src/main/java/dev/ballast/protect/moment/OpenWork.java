package dev.ballast.protect.moment;

import dev.ballast.postgres.Lsn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a transaction did so far. For one thread.
final class OpenWork {
  private final Map<Touched, Rows> rows = new HashMap<>();
  private final List<ClassChange> relations = new ArrayList<>();
  private final Map<Long, Lsn> databases = new HashMap<>();
  private Optional<Touched> last = Optional.empty();
  private Optional<Rows> lastRows = Optional.empty();

  /// A relation by its file.
  record Touched(long database, long file) {}

  /// How many rows of one relation.
  static final class Rows {
    private long deleted;
    private long updated;

    long deleted() {
      return deleted;
    }

    long updated() {
      return updated;
    }
  }

  private Rows of(long database, long file) {
    if (last.isPresent() && last.get().database() == database && last.get().file() == file) {
      return lastRows.orElseThrow();
    }
    Touched touched = new Touched(database, file);
    Rows found = rows.computeIfAbsent(touched, ignored -> new Rows());
    last = Optional.of(touched);
    lastRows = Optional.of(found);
    return found;
  }

  void deletes(long database, long file) {
    of(database, file).deleted++;
  }

  void updates(long database, long file) {
    of(database, file).updated++;
  }

  void changes(ClassChange change) {
    relations.add(change);
  }

  /// @param before the last record that may be replayed for the database to be whole
  void drops(long database, Lsn before) {
    databases.putIfAbsent(database, before);
  }

  /// Takes over what a subtransaction did.
  void add(OpenWork other) {
    other.rows.forEach(
        (touched, more) -> {
          Rows sum = of(touched.database(), touched.file());
          sum.deleted += more.deleted;
          sum.updated += more.updated;
        });
    relations.addAll(other.relations);
    other.databases.forEach(databases::putIfAbsent);
  }

  Map<Touched, Rows> rows() {
    return rows;
  }

  List<ClassChange> relations() {
    return relations;
  }

  Map<Long, Lsn> databases() {
    return databases;
  }
}
