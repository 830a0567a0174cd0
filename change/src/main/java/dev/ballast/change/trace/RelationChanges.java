package dev.ballast.change.trace;

import dev.ballast.change.trace.LockView.Held;
import dev.ballast.change.trace.RelationCatalog.Relation;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ObservedScan;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.change.trace.seen.Renaming;
import dev.ballast.change.trace.seen.Rewrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a statement changed, from the relations before and after it. A value; it looks at nothing
/// by itself.
///
/// @param atStart the relations when the transaction began, so all that other sessions see
/// @param system the system's own relations
record RelationChanges(
    RelationCatalog atStart,
    RelationCatalog before,
    RelationCatalog after,
    RelationCatalog system) {
  private static final Comparator<ObservedRelation> BY_NAME =
      Comparator.comparing(ObservedRelation::schema).thenComparing(ObservedRelation::name);

  /// The relation by the name it had before the statement, or got by it. Empty for one that came
  /// and went within the statement, as the copy of a table that is rewritten.
  Optional<ObservedRelation> relation(long oid) {
    for (RelationCatalog catalogue : List.of(before, after, system)) {
      Optional<ObservedRelation> found = catalogue.find(oid).map(catalogue::observed);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  Optional<ObservedLock> lock(Held held) {
    return relation(held.relation())
        .filter(relation -> atStart.has(held.relation()) || !isNewToast(held.relation()))
        .map(relation -> new ObservedLock(relation, held.mode(), ownNew(held.relation())));
  }

  /// It comes with its table and says nothing more.
  private boolean isNewToast(long oid) {
    return after.find(oid).map(relation -> inToast(after, relation)).orElse(false);
  }

  private boolean ownNew(long oid) {
    return atStart.find(oid).map(Relation::temporary).orElse(!system.has(oid));
  }

  List<ObservedLock> locks(Collection<Held> added) {
    return added.stream()
        .flatMap(held -> lock(held).stream())
        .distinct()
        .sorted(
            Comparator.comparing(ObservedLock::relation, BY_NAME).thenComparing(ObservedLock::mode))
        .toList();
  }

  /// The tables that others can see and that are locked, or have an index that is.
  Map<Long, ObservedRelation> lockedTables(Collection<Held> added) {
    Map<Long, ObservedRelation> tables = new LinkedHashMap<>();
    added.stream()
        .map(Held::relation)
        .flatMap(oid -> atStart.find(oid).stream())
        .flatMap(relation -> atStart.root(relation).stream())
        .filter(table -> table.kind().isQueried() && !table.temporary())
        .sorted(Comparator.comparing(Relation::qualifiedName))
        .forEach(table -> tables.put(table.oid(), atStart.observed(table)));
    return tables;
  }

  List<Rewrite> rewritten(StatementText shape) {
    List<Rewrite> found = new ArrayList<>();
    Set<Long> tables = new HashSet<>();
    for (Relation now : after.all()) {
      Optional<Relation> old = before.find(now.oid());
      if (now.kind().hasRows() && old.isPresent() && hasNewFile(old.get(), now)) {
        tables.add(now.oid());
        found.add(new Rewrite(before.observed(old.get()), tableRewrite(old.get(), now, shape)));
      }
    }
    after.all().stream()
        .flatMap(
            now -> before.find(now.oid()).filter(old -> emptiedInPlace(old, now, shape)).stream())
        .forEach(old -> found.add(new Rewrite(before.observed(old), Rewrite.Kind.EMPTIED)));
    Set<ObservedRelation> emptied = new HashSet<>();
    found.stream()
        .filter(rewrite -> rewrite.kind() == Rewrite.Kind.EMPTIED)
        .forEach(rewrite -> emptied.add(rewrite.relation()));
    for (Relation now : after.all()) {
      Optional<Relation> old = before.find(now.oid()).or(() -> replaced(now));
      if (old.isEmpty() || !hasNewFile(old.get(), now)) {
        continue;
      }
      Optional<Relation> root = after.root(now);
      boolean ofTable = root.isPresent() && tables.contains(root.get().oid());
      if (now.kind() == RelationKind.INDEX && !inToast(after, now)) {
        boolean empty =
            before.root(old.get()).map(before::observed).filter(emptied::contains).isPresent();
        found.add(
            new Rewrite(
                before.observed(old.get()),
                empty ? Rewrite.Kind.EMPTIED : Rewrite.Kind.INDEX_REBUILT));
      } else if (inToast(after, now) && !ofTable) {
        found.add(
            new Rewrite(
                before.observed(old.get()),
                now.kind() == RelationKind.TOAST
                    ? Rewrite.Kind.TABLE_REWRITTEN
                    : Rewrite.Kind.INDEX_REBUILT));
      }
    }
    found.sort(Comparator.comparing(Rewrite::relation, BY_NAME));
    return found;
  }

  /// A file that the transaction made itself is cut off rather than replaced (`ExecuteTruncateGuts`
  /// in `tablecmds.c`).
  private boolean emptiedInPlace(Relation old, Relation now, StatementText shape) {
    boolean ownFile =
        atStart
            .find(old.oid())
            .map(first -> first.storage().filenode() != old.storage().filenode())
            .orElse(true);
    return old.kind() == RelationKind.TABLE
        && ownFile
        && old.storage().filenode() == now.storage().filenode()
        && now.storage().bytes() == 0
        && (old.storage().bytes() > 0 || (shape.startsWith("TRUNCATE") && shape.names(old.name())));
  }

  private static boolean hasNewFile(Relation old, Relation now) {
    long from = old.storage().filenode();
    long to = now.storage().filenode();
    return from != 0 && to != 0 && from != to;
  }

  /// A rewrite reads the old file once and builds every index from the new one; a statement that
  /// empties a table only does the latter.
  private Rewrite.Kind tableRewrite(Relation old, Relation now, StatementText shape) {
    if (now.storage().bytes() > 0 || now.reads().scans() - old.reads().scans() > indexes(now)) {
      return Rewrite.Kind.TABLE_REWRITTEN;
    }
    return old.storage().bytes() > 0 || shape.startsWith("TRUNCATE")
        ? Rewrite.Kind.EMPTIED
        : Rewrite.Kind.UNDECIDED;
  }

  private long indexes(Relation table) {
    return after.all().stream()
        .filter(r -> r.kind() == RelationKind.INDEX && r.tableOid() == table.oid())
        .count();
  }

  /// The index that went when this one came in its place, by the same name.
  private Optional<Relation> replaced(Relation now) {
    if (now.kind() != RelationKind.INDEX || before.has(now.oid())) {
      return Optional.empty();
    }
    return before.all().stream()
        .filter(
            old ->
                old.kind() == RelationKind.INDEX
                    && old.qualifiedName().equals(now.qualifiedName())
                    && !after.has(old.oid()))
        .findFirst();
  }

  /// @param rewritten a table that was emptied is read only to build its indexes from nothing
  List<ObservedScan> scans(List<Rewrite> rewritten) {
    List<ObservedScan> scans = new ArrayList<>();
    for (Relation now : after.all()) {
      Optional<Relation> old = before.find(now.oid());
      if (!now.kind().hasRows()
          || old.isEmpty()
          || now.reads().scans() <= old.get().reads().scans()) {
        continue;
      }
      ObservedRelation relation = before.observed(old.get());
      long rows = now.reads().rows() - old.get().reads().rows();
      boolean emptied =
          rewritten.contains(new Rewrite(relation, Rewrite.Kind.EMPTIED)) && rows == 0;
      if (!emptied) {
        scans.add(
            new ObservedScan(relation, now.reads().scans() - old.get().reads().scans(), rows));
      }
    }
    scans.sort(Comparator.comparing(ObservedScan::relation, BY_NAME));
    return scans;
  }

  List<ObservedRelation> created() {
    return after.all().stream()
        .filter(now -> !before.has(now.oid()) && !inToast(after, now) && replaced(now).isEmpty())
        .map(after::observed)
        .sorted(BY_NAME)
        .toList();
  }

  List<ObservedRelation> dropped() {
    Set<Long> replaced = new HashSet<>();
    after.all().forEach(now -> replaced(now).ifPresent(old -> replaced.add(old.oid())));
    return before.all().stream()
        .filter(
            old -> !after.has(old.oid()) && !inToast(before, old) && !replaced.contains(old.oid()))
        .map(before::observed)
        .sorted(BY_NAME)
        .toList();
  }

  List<Renaming> renamed() {
    return after.all().stream()
        .flatMap(
            now ->
                before
                    .find(now.oid())
                    .filter(old -> !old.qualifiedName().equals(now.qualifiedName()))
                    .map(old -> new Renaming(before.observed(old), after.observed(now)))
                    .stream())
        .sorted(Comparator.comparing(Renaming::before, BY_NAME))
        .toList();
  }

  private static boolean inToast(RelationCatalog catalogue, Relation relation) {
    return relation.kind() == RelationKind.TOAST
        || catalogue
            .find(relation.tableOid())
            .map(t -> t.kind() == RelationKind.TOAST)
            .orElse(false);
  }

  /// Indexes that a build left behind, but which no query may use.
  List<ObservedRelation> leftInvalid() {
    return after.all().stream()
        .filter(now -> !now.valid() && before.find(now.oid()).map(Relation::valid).orElse(true))
        .map(after::observed)
        .sorted(BY_NAME)
        .toList();
  }

  /// Relations somebody queries that were locked although the statement's text does not name them.
  static List<ObservedRelation> unnamed(List<ObservedLock> locks, StatementText shape) {
    Set<ObservedRelation> found = new LinkedHashSet<>();
    locks.stream()
        .filter(lock -> !lock.ownNew())
        .map(ObservedLock::relation)
        .filter(r -> r.kind().isQueried() || r.kind() == RelationKind.SEQUENCE)
        .filter(r -> !shape.names(r.name()))
        .forEach(found::add);
    return List.copyOf(found);
  }
}
