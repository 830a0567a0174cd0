package dev.ballast.protect.moment;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.catalog.ClassRow;
import dev.ballast.protect.moment.LogEvent.Kind;
import dev.ballast.protect.moment.LogEvent.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The events that a query wants, while the log is read: all drops and truncations, and the largest
/// deletions and updates. For one thread.
final class EventList {
  /// Drops and truncations beyond this many are counted and not listed.
  static final int MOST = 10_000;

  private static final Comparator<LogEvent> BY_ROWS =
      Comparator.comparingLong(event -> event.rows().orElse(0));

  private final EventQuery query;
  private final Catalogs catalogs;
  private final List<LogEvent> certain = new ArrayList<>();
  private final PriorityQueue<LogEvent> largest = new PriorityQueue<>(BY_ROWS);
  private final List<String> notes = new ArrayList<>();
  private Optional<FoundEvents.Times> times = Optional.empty();
  private long beyond;
  private long smaller;

  EventList(EventQuery query, Catalogs catalogs) {
    this.query = query;
    this.catalogs = catalogs;
  }

  /// A commit record.
  ///
  /// @param before where the record before it starts
  /// @param cutOff whether the transaction began before the log did
  record Commit(long xid, Instant at, Lsn before, Lsn record, boolean cutOff) {}

  void note(String note) {
    notes.add(note);
  }

  void seen(Instant at) {
    times = Optional.of(times.map(t -> t.with(at)).orElseGet(() -> new FoundEvents.Times(at, at)));
  }

  Optional<FoundEvents.Times> times() {
    return times;
  }

  /// Takes what a committed transaction did, and then the names as it left them.
  void add(Commit commit, OpenWork work) {
    List<RelationFate> fates =
        work.relations().isEmpty() ? List.of() : RelationFate.of(work.relations());
    if (query.wants(commit.at())) {
      fates.forEach(fate -> relation(commit, fate));
      work.rows().forEach((touched, rows) -> rows(commit, touched, rows, fates));
      work.databases().forEach((database, before) -> database(commit, database, before));
    }
    for (RelationFate fate : fates) {
      catalogs.commit(
          new ClassChange(fate.database(), fate.before(), fate.after()),
          fate.before().map(ClassRow::file).orElse(0L));
    }
  }

  private void relation(Commit commit, RelationFate fate) {
    Kind kind = fate.isDropped() ? Kind.DROPPED : Kind.TRUNCATED;
    Optional<DatabaseNames> names = catalogs.names(fate.database());
    if (!(fate.isDropped() || fate.isTruncated()) || !query.wants(kind) || names.isEmpty()) {
      return;
    }
    ClassRow row = fate.before().orElseThrow();
    if (names.get().isSystem(row)) {
      return;
    }
    double counted = row.size().rows();
    OptionalLong rows =
        counted < 0 || row.kind() == 'p'
            ? OptionalLong.empty()
            : OptionalLong.of(Math.round(counted));
    Optional<String> doubts =
        row.persistence() == 'u'
            ? Optional.of("it was unlogged: a restored copy has it without rows")
            : Optional.empty();
    keep(event(kind, commit, subject(fate.database(), row), rows, doubts));
  }

  private void rows(
      Commit commit, OpenWork.Touched touched, OpenWork.Rows rows, List<RelationFate> fates) {
    boolean deletes = rows.deleted() > 0 && query.wants(Kind.DELETED);
    boolean updates = rows.updated() > 0 && query.wants(Kind.UPDATED);
    if (touched.database() == 0 || !(deletes || updates)) {
      return;
    }
    Optional<DatabaseNames> names = catalogs.names(touched.database());
    if (names.filter(n -> n.isMapped(touched.file())).isPresent()) {
      return;
    }
    Optional<ClassRow> row =
        names.flatMap(n -> n.ofFile(touched.file())).or(() -> made(touched, fates));
    if (row.isPresent() && names.get().isSystem(row.get())) {
      return;
    }
    Subject subject =
        row.map(r -> subject(touched.database(), r))
            .orElseGet(
                () ->
                    new Subject(
                        catalogs.databaseName(touched.database()), "", "file " + touched.file()));
    Optional<String> doubts =
        Stream.of(
                row.isPresent() ? "" : "no row of pg_class names the file",
                commit.cutOff() ? "at least: the transaction began before the log" : "")
            .filter(doubt -> !doubt.isEmpty())
            .reduce((one, other) -> one + "; " + other);
    if (deletes) {
      keepLarge(event(Kind.DELETED, commit, subject, OptionalLong.of(rows.deleted()), doubts));
    }
    if (updates) {
      keepLarge(event(Kind.UPDATED, commit, subject, OptionalLong.of(rows.updated()), doubts));
    }
  }

  /// A relation whose file the transaction itself made.
  private static Optional<ClassRow> made(OpenWork.Touched touched, List<RelationFate> fates) {
    return fates.stream()
        .filter(fate -> fate.database() == touched.database())
        .flatMap(fate -> fate.after().stream())
        .filter(row -> row.file() == touched.file())
        .findFirst();
  }

  private void database(Commit commit, long database, Lsn before) {
    Subject subject = Subject.ofDatabase(catalogs.databaseName(database));
    if (query.wants(Kind.DATABASE_DROPPED)) {
      keep(
          event(
              Kind.DATABASE_DROPPED,
              new Commit(commit.xid(), commit.at(), before, commit.record(), false),
              subject,
              OptionalLong.empty(),
              Optional.empty()));
    }
  }

  private Subject subject(long database, ClassRow row) {
    String schema = catalogs.names(database).map(names -> names.schemaOf(row)).orElse("");
    return new Subject(catalogs.databaseName(database), schema, row.name());
  }

  private static LogEvent event(
      Kind kind, Commit commit, Subject subject, OptionalLong rows, Optional<String> doubts) {
    return new LogEvent(
        kind, commit.xid(), commit.at(), commit.before(), commit.record(), subject, rows, doubts);
  }

  private void keep(LogEvent event) {
    if (!query.wants(event.subject())) {
      return;
    }
    if (certain.size() < MOST) {
      certain.add(event);
    } else {
      beyond++;
    }
  }

  private void keepLarge(LogEvent event) {
    if (!query.wants(event.subject()) || event.rows().orElse(0) < query.atLeast()) {
      return;
    }
    largest.add(event);
    if (largest.size() > query.largest()) {
      largest.remove();
      smaller++;
    }
  }

  List<LogEvent> sorted() {
    return Stream.concat(certain.stream(), largest.stream())
        .sorted(Comparator.comparing(LogEvent::commit))
        .toList();
  }

  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    for (Map.Entry<String, Long> left :
        List.of(
            Map.entry("drops and truncations", beyond),
            Map.entry("smaller deletions and updates", smaller))) {
      if (left.getValue() > 0) {
        all.add("%d more %s are not listed".formatted(left.getValue(), left.getKey()));
      }
    }
    return List.copyOf(all);
  }
}
