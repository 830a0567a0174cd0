package dev.ballast.protect.verify.snapshot;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.verify.content.BlockSample;
import dev.ballast.protect.verify.content.Coverage;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.LockSlots;
import dev.ballast.protect.verify.content.PresentRelations;
import dev.ballast.protect.verify.content.Relation;
import dev.ballast.protect.verify.content.RelationLocks;
import dev.ballast.protect.verify.content.RelationReader;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads relations a batch at a time, each batch in a transaction of its own that shares the
/// anchor's snapshot, so that no more lock slots are taken than for one batch (decision 0017). Safe
/// for any number of threads, each with its session.
///
/// Between the snapshot and the batch's locks anything may happen to a table. One that is not what
/// the snapshot saw by then is not read, and says so.
final class BatchReading {
  /// What makes one table undecided and leaves the others be.
  private static final Set<PostgresError> OF_ONE_TABLE =
      Set.of(
          PostgresError.DATA_CORRUPTED,
          PostgresError.SERVER_ERROR,
          PostgresError.PRIVILEGE_MISSING,
          PostgresError.STATEMENT_TIMEOUT,
          PostgresError.LOCK_TIMEOUT);

  private static final String CHANGED =
      "it was rewritten, truncated, altered or dropped after the snapshot that the digests share";

  private static final String NO_SLOT =
      "the server had no lock slot left for it; max_locks_per_transaction is too low for what runs there";

  private static final int PAGE = 8192;

  /// Spreads a small hash over 64 bits, so that tables do not share their blocks.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /// What came of one relation.
  record Read(Relation relation, RelationReader.Outcome outcome) {
    Read {
      requireNonNull(relation, "relation is null");
      requireNonNull(outcome, "outcome is null");
    }
  }

  private final Optional<String> exported;
  private final RelationReader reader;
  private final PresentRelations now;
  private final DigestSettings settings;

  /// @param exported the name of the snapshot; empty where the session is in a transaction of it
  BatchReading(
      Optional<String> exported,
      RelationReader reader,
      PresentRelations now,
      DigestSettings settings) {
    this.exported = exported;
    this.reader = reader;
    this.now = now;
    this.settings = settings;
  }

  /// Deals the relations out, so that the large ones, which come first, are spread over all
  /// batches.
  ///
  /// @param size how many a batch holds at most
  /// @param least how many batches there are at least, for as many sessions to share
  static <T> List<List<T>> batches(List<T> relations, int size, int least) {
    int count = Math.min(relations.size(), Math.max(least, Math.ceilDiv(relations.size(), size)));
    List<List<T>> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(new ArrayList<>());
    }
    for (int i = 0; i < relations.size(); i++) {
      batches.get(i % count).add(relations.get(i));
    }
    return batches;
  }

  /// Reads a batch; where the server runs out of lock slots, what is left of it in halves.
  List<Read> read(Session session, List<Relation> batch) {
    Map<Relation, RelationReader.Outcome> read = new LinkedHashMap<>();
    readInto(read, session, batch);
    return read.entrySet().stream().map(e -> new Read(e.getKey(), e.getValue())).toList();
  }

  private void readInto(
      Map<Relation, RelationReader.Outcome> read, Session session, List<Relation> batch) {
    try {
      readAtOnce(read, session, batch);
    } catch (Fault fault) {
      if (!LockSlots.ranOut(fault)) {
        throw fault;
      }
      leave(session);
      List<Relation> left = batch.stream().filter(r -> !read.containsKey(r)).toList();
      if (left.size() <= 1) {
        left.forEach(r -> read.put(r, new RelationReader.Outcome.Refused(NO_SLOT)));
        return;
      }
      readInto(read, session, left.subList(0, left.size() / 2));
      readInto(read, session, left.subList(left.size() / 2, left.size()));
    }
  }

  private void readAtOnce(
      Map<Relation, RelationReader.Outcome> read, Session session, List<Relation> batch) {
    enter(session);
    RelationLocks.Locked locked = new RelationLocks(session, now).take(batch);
    locked
        .refused()
        .forEach(r -> read.put(r, new RelationReader.Outcome.Refused(lockedByAnother(settings))));
    locked.changed().forEach(r -> read.put(r, new RelationReader.Outcome.Refused(CHANGED)));
    session.execute("SAVEPOINT digest");
    for (Relation relation : batch) {
      Long bytes = locked.bytes().get(relation.oid());
      if (bytes != null) {
        read.put(relation, digest(session, relation, new ByteSize(bytes)));
      }
    }
    leave(session);
  }

  private void enter(Session session) {
    if (exported.isEmpty()) {
      session.execute("SAVEPOINT batch");
      return;
    }
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    session.execute("SET TRANSACTION SNAPSHOT " + new Literal(exported.get()));
  }

  /// Gives back what the batch has locked.
  private void leave(Session session) {
    if (exported.isEmpty()) {
      session.execute("ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch");
    } else {
      session.endReading();
    }
  }

  static String lockedByAnother(DigestSettings settings) {
    return "locked by another session for over " + settings.lockTimeout();
  }

  private RelationReader.Outcome digest(Session session, Relation relation, ByteSize size) {
    try {
      return reader.readAtLeast(session, relation, coverage(relation, size));
    } catch (Fault fault) {
      if (LockSlots.ranOut(fault)
          || !(fault.code() instanceof PostgresError code)
          || !OF_ONE_TABLE.contains(code)) {
        throw fault;
      }
      session.execute("ROLLBACK TO SAVEPOINT digest");
      return new RelationReader.Outcome.Refused(fault.getMessage());
    }
  }

  private Coverage coverage(Relation relation, ByteSize size) {
    long blocks = size.bytes() / PAGE;
    long sample = BlockSample.size(settings.confidence(), settings.fraction());
    if (size.bytes() <= settings.sampleAbove().bytes() || sample >= blocks || !relation.heap()) {
      return new Coverage.Full();
    }
    long seed = settings.seed() ^ relation.name().hashCode() * SPREAD;
    return new Coverage.Sampled(sample, blocks, seed, settings.confidence(), settings.fraction());
  }
}
