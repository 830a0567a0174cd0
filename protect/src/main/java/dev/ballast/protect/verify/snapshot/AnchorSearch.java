package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.protect.verify.content.LockSlots;
import dev.ballast.protect.verify.snapshot.Anchor.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Takes snapshots until every database has one that corresponds to an LSN. For one thread.
///
/// For the first half of the attempts it wants one LSN for all databases, since every further one
/// costs another recovery of the copy; then each database keeps the first snapshot that has any.
final class AnchorSearch {
  /// Transactional, so that it takes a transaction id and its commit is flushed: the log then holds
  /// a record at or after every position noted before, and the copy can stop there.
  private static final String NUDGE =
      "SELECT pg_catalog.pg_logical_emit_message(true, 'ballast', 'anchor')";

  private final Session nudge;
  private final boolean standby;
  private final CommitLog log;
  private final int attempts;
  private final LockSlots slots;
  private final Map<Anchor, String> refused = new LinkedHashMap<>();

  /// @param nudge a session outside of any transaction; it will commit empty transactions
  AnchorSearch(Session nudge, CommitLog log, int attempts) {
    this.nudge = nudge;
    this.log = log;
    this.attempts = attempts;
    this.slots = LockSlots.of(nudge);
    this.standby = Anchor.isStandby(nudge);
    nudge.execute("SET synchronous_commit = local");
  }

  /// The anchors that were settled; the others found no snapshot that will do.
  List<State.Settled> settle(List<Anchor> anchors) {
    List<State.Settled> settled = new ArrayList<>();
    List<Anchor> open = new ArrayList<>(anchors);
    for (int round = 1; round <= attempts && settled.size() < open.size(); round++) {
      boolean together = round <= attempts / 2;
      if (together) {
        settled.clear();
      }
      List<Anchor> pending = new ArrayList<>(open);
      settled.forEach(one -> pending.remove(one.anchor()));
      List<State.Taken> taken = takeSnapshots(pending);
      if (!standby) {
        nudge.execute(NUDGE);
      }
      List<CommitRecord> commits = log.commitsThrough(furthest(taken));
      List<State.Fitting> fitting =
          taken.stream().flatMap(one -> one.fitting(commits).stream()).toList();
      if (together && (fitting.size() < open.size() || targets(fitting) > 1)) {
        continue;
      }
      long held = slots.held(open.size());
      fitting.stream().flatMap(one -> settled(one, held).stream()).forEach(settled::add);
      open.removeAll(refused.keySet());
    }
    return settled;
  }

  private Optional<State.Settled> settled(State.Fitting one, long held) {
    try {
      return one.settled(held);
    } catch (Fault fault) {
      if (!SourceReader.isOfOneDatabase(fault)) {
        throw fault;
      }
      refused.put(one.anchor(), fault.getMessage());
      return Optional.empty();
    }
  }

  /// The anchors whose database cannot be read, with what its server said.
  Map<Anchor, String> refused() {
    return Map.copyOf(refused);
  }

  private static int targets(List<State.Fitting> fitting) {
    return AnchorInterval.targets(fitting.stream().map(State.Fitting::interval).toList()).size();
  }

  private static Lsn furthest(List<State.Taken> taken) {
    return taken.stream().map(State.Taken::needed).max(Comparator.naturalOrder()).orElseThrow();
  }

  /// As close together as can be: commits between two of them keep their intervals apart.
  private static List<State.Taken> takeSnapshots(List<Anchor> anchors) {
    if (anchors.size() == 1) {
      return List.of(anchors.getFirst().takeSnapshot());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<State.Taken>> running = new ArrayList<>();
      anchors.forEach(anchor -> running.add(threads.submit(anchor::takeSnapshot)));
      List<State.Taken> taken = new ArrayList<>();
      for (Future<State.Taken> one : running) {
        taken.add(one.get());
      }
      return taken;
    } catch (InterruptedException e) {
      throw CommonError.interrupted("taking snapshots");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Fault fault
          ? fault
          : Fault.of(CommonError.INTERNAL_ERROR, "taking a snapshot failed").cause(e.getCause());
    }
  }
}
