package dev.ballast.protect.moment;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.HeapChange;
import dev.ballast.postgres.wal.LogMark;
import dev.ballast.postgres.wal.RecordContent;
import dev.ballast.postgres.wal.RelationFile;
import dev.ballast.postgres.wal.TransactionEnd;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalDefect;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.protect.backup.Backup;
import dev.ballast.vault.Vault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out when tables were dropped or truncated, rows deleted or updated and databases dropped,
/// from the log in the vault and the catalogs of the backup, without a server. One use; for one
/// thread.
///
/// Memory grows with the number of relations and of transactions under way, not with the log.
public final class EventSearch {
  /// A catalog can be rewritten while the log is read for the second time only in theory: each
  /// reading knows the files that the one before found.
  private static final int MOST_READINGS = 3;

  private static final long XID_MASK = 0xFFFF_FFFFL;

  private final LogStart start;
  private final Catalogs catalogs;
  private final EventList events;
  private final Map<Long, OpenWork> open = new HashMap<>();
  private final Map<Long, Lsn> invalidated = new HashMap<>();
  private Optional<Set<Long>> underWayAtStart = Optional.empty();
  private Lsn lastRecord;
  private Lsn end;
  private long unreadable;
  private long lastXid = -1;
  private Optional<OpenWork> lastWork = Optional.empty();

  private EventSearch(LogStart start, Catalogs catalogs, EventQuery query) {
    this.start = start;
    this.catalogs = catalogs;
    this.events = new EventList(query, catalogs);
    this.lastRecord = start.start();
    this.end = start.start();
  }

  /// Reads the log of a backup from its start to its end.
  public static FoundEvents find(
      Vault vault, Backup backup, LogStart start, LogBytes log, EventQuery query) {
    Set<RelationFile> announced = new HashSet<>();
    for (int reading = 1; ; reading++) {
      EventSearch search =
          new EventSearch(start, CatalogFiles.read(vault, backup, announced), query);
      WalDecoder decoder = start.decoder(search::accept);
      log.feed(decoder);
      if (!announced.addAll(search.catalogs.missed()) || reading == MOST_READINGS) {
        return search.found(decoder.status());
      }
    }
  }

  private FoundEvents found(WalStatus status) {
    if (unreadable > 0) {
      events.note(
          unreadable + " records could not be read; what they did is not among what was found");
    }
    if (!catalogs.missed().isEmpty()) {
      events.note("a catalog was rewritten; names of relations made since may be missing");
    }
    if (status instanceof WalStatus.Ended ended && ended.defect() != WalDefect.ZEROES) {
      events.note("the log is damaged at " + ended.at() + ": " + ended.detail());
    }
    return new FoundEvents(start.start(), end, events.times(), events.sorted(), events.notes());
  }

  private void accept(RecordContent content) {
    end = content.record().end();
    if (!content.isReadable()) {
      unreadable++;
    } else {
      read(content);
    }
    lastRecord = content.record().start();
  }

  private void read(RecordContent content) {
    long xid = content.record().xid();
    if (HeapChange.deletesRow(content)) {
      work(xid).deletes(content.databaseOf(0), content.numberOf(0));
    } else if (HeapChange.updatesRow(content)) {
      work(xid).updates(content.databaseOf(0), content.numberOf(0));
    }
    catalogs.accept(content).ifPresent(change -> catalog(change, xid));
    Optional<TransactionEnd> ended = TransactionEnd.of(content);
    if (ended.isPresent()) {
      end(ended.get(), content.record().start());
    } else {
      LogMark.of(content).ifPresent(this::mark);
    }
  }

  private void catalog(CatalogChange change, long xid) {
    switch (change) {
      case CatalogChange.Relation(ClassChange relation) -> work(xid).changes(relation);
      case CatalogChange.Invalidated(long database) -> invalidated.put(database, lastRecord);
      case CatalogChange.Removed(long database) ->
          work(xid).drops(database, invalidated.getOrDefault(database, lastRecord));
    }
  }

  private OpenWork work(long xid) {
    if (xid != lastXid || lastWork.isEmpty()) {
      lastXid = xid;
      lastWork = Optional.of(open.computeIfAbsent(xid, ignored -> new OpenWork()));
    }
    return lastWork.get();
  }

  private Optional<OpenWork> close(long xid) {
    if (xid == lastXid) {
      lastXid = -1;
      lastWork = Optional.empty();
    }
    return Optional.ofNullable(open.remove(xid));
  }

  private void end(TransactionEnd ended, Lsn record) {
    events.seen(ended.at());
    Optional<OpenWork> work = close(ended.xid());
    for (long sub : ended.subtransactions()) {
      Optional<OpenWork> more = close(sub);
      if (work.isEmpty()) {
        work = more;
      } else {
        more.ifPresent(work.get()::add);
      }
    }
    if (ended.committed() && work.isPresent()) {
      boolean cutOff = underWayAtStart.filter(set -> set.contains(ended.xid())).isPresent();
      events.add(
          new EventList.Commit(ended.xid(), ended.at(), lastRecord, record, cutOff), work.get());
    }
  }

  private void mark(LogMark mark) {
    switch (mark) {
      case LogMark.Running running -> {
        underWayAtStart = underWayAtStart.or(() -> Optional.of(running.running()));
        forget(running);
      }
      case LogMark.Checkpoint checkpoint -> events.seen(checkpoint.at());
      case LogMark.RestorePoint point -> events.seen(point.at());
      case LogMark.EndOfRecovery promotion -> events.seen(promotion.at());
    }
  }

  /// A transaction that a crash ended has no record of its end.
  private void forget(LogMark.Running running) {
    open.keySet().removeIf(xid -> xid == 0 || isBefore(xid, running.oldestRunning()));
    lastXid = -1;
    lastWork = Optional.empty();
  }

  /// Ids are compared on a circle of 32 bits.
  private static boolean isBefore(long xid, long other) {
    return ((xid - other) & XID_MASK) > XID_MASK / 2;
  }
}
