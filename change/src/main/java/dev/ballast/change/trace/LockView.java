package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.seen.OtherLock;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.LockMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one session holds and waits for, as another saw it at one moment.
///
/// @param wal bytes of WAL the server wrote since its first
/// @param inTransaction whether the session had a transaction open and nothing to do
/// @param held modes granted on relations
/// @param waitedFor modes requested and not granted
/// @param others advisory locks and strong locks on objects
/// @param waitsForTransaction whether it waits for another transaction's end, as builds
///     CONCURRENTLY do
record LockView(
    long wal,
    boolean inTransaction,
    Set<Held> held,
    Set<Held> waitedFor,
    Set<OtherLock> others,
    boolean waitsForTransaction) {

  /// A mode on a relation.
  record Held(long relation, LockMode mode) {}

  /// On objects that are no relations weaker modes come with every name that is looked up.
  private static final LockMode WEAKEST_TOLD = LockMode.SHARE_UPDATE_EXCLUSIVE;

  LockView {
    held = Set.copyOf(held);
    waitedFor = Set.copyOf(waitedFor);
    others = Set.copyOf(others);
  }

  static LockView of(long pid, Session observer) {
    List<Line> lines =
        observer.query(
            SqlResource.load(LockView.class, "locks", observer.version()), LockView::line, pid);
    if (lines.isEmpty()) {
      return new LockView(0, false, Set.of(), Set.of(), Set.of(), false);
    }
    Set<Held> held = new LinkedHashSet<>();
    Set<Held> waitedFor = new LinkedHashSet<>();
    Set<OtherLock> others = new LinkedHashSet<>();
    boolean waits = false;
    for (Line line : lines) {
      switch (line.type()) {
        case "relation" ->
            relationLock(line).ifPresent(lock -> (line.granted() ? held : waitedFor).add(lock));
        case "virtualxid" -> waits |= !line.granted();
        case "advisory" -> others.add(new OtherLock("advisory", line.what(), line.mode()));
        case "object" -> objectLock(line).ifPresent(others::add);
        default -> {}
      }
    }
    return new LockView(
        lines.getFirst().wal(), lines.getFirst().inTransaction(), held, waitedFor, others, waits);
  }

  /// Relations of the system are reported where somebody locked them on purpose: what every DDL
  /// takes on them is ROW EXCLUSIVE.
  private static Optional<Held> relationLock(Line line) {
    return LockMode.ofLockName(line.mode())
        .filter(
            mode ->
                line.relation() >= RelationCatalog.FIRST_USER_OID
                    || mode.isStrongerThan(WEAKEST_TOLD))
        .map(mode -> new Held(line.relation(), mode));
  }

  private static Optional<OtherLock> objectLock(Line line) {
    return LockMode.ofLockName(line.mode())
        .filter(mode -> !line.what().isEmpty() && !WEAKEST_TOLD.isStrongerThan(mode))
        .map(mode -> new OtherLock("object", line.what(), line.mode()));
  }

  private record Line(
      long wal,
      boolean inTransaction,
      String type,
      long relation,
      String mode,
      boolean granted,
      String what) {
    Line {
      requireNonNull(type, "type is null");
    }
  }

  private static Line line(Row row) {
    Optional<String> type = row.textOrEmpty("locktype");
    return new Line(
        row.number("wal"),
        row.flag("in_transaction"),
        type.orElse(""),
        row.number("relation"),
        row.textOrEmpty("mode").orElse(""),
        type.isPresent() && row.flag("granted"),
        row.textOrEmpty("what").orElse(""));
  }

  /// Whether it waits for a lock or for a transaction's end.
  boolean isWaiting() {
    return waitsForTransaction || !waitedFor.isEmpty();
  }

  /// Whether the other view is of the same wait.
  boolean waitsLike(LockView other) {
    return held.equals(other.held)
        && waitedFor.equals(other.waitedFor)
        && waitsForTransaction == other.waitsForTransaction;
  }

  /// The locks held now and not in `before`.
  List<Held> added(LockView before) {
    List<Held> added = new ArrayList<>(held);
    added.removeAll(before.held);
    return added;
  }
}
