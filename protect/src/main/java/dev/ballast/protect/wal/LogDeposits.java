package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.TailReader;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts tails into deposits. For one thread at a time.
final class LogDeposits {
  private final Vault vault;
  private final Tails.Stream stream;
  private final LogShape shape;
  private final LogStore.Reports reports;
  private DepositOptions options = DepositOptions.defaults();

  LogDeposits(Vault vault, Tails.Stream stream, LogShape shape, LogStore.Reports reports) {
    this.vault = vault;
    this.stream = stream;
    this.shape = shape;
    this.reports = reports;
  }

  /// Looks for nothing that the vault has already: for a process that deposits once, for which it
  /// would read all indexes.
  LogDeposits withoutReuse() {
    options = options.withoutReuse();
    return this;
  }

  /// Tails that followed each other.
  ///
  /// @param tails how many they were
  /// @param end the first position that none of them has
  private record Run(int tails, WalArchive.Standing end) {}

  /// Puts tails that follow each other on one timeline into a deposit, then removes them. Where
  /// they overlap, the first counts; where one does not reach the next, a deposit ends, and another
  /// begins. What is damaged is reported and stays.
  ///
  /// @return where the first hole in the last timeline is
  Optional<WalArchive.Standing> put(List<TailName> tails) {
    List<TailName> left = new ArrayList<>(tails);
    List<WalArchive.Standing> ends = new ArrayList<>();
    while (!left.isEmpty()) {
      Run run = putRun(left);
      ends.add(run.end());
      left = left.subList(run.tails(), left.size());
    }
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    TimelineId last = ends.removeLast().timeline();
    return ends.stream().filter(end -> end.timeline().equals(last)).findFirst();
  }

  /// Puts the first tails that follow each other.
  private Run putRun(List<TailName> tails) {
    TailName first = tails.getFirst();
    List<TailName> sound = new ArrayList<>();
    int taken = 0;
    Lsn end;
    try (Deposit deposit = vault.beginLogDeposit(options)) {
      Cutter cutter = new Cutter(deposit, new Lsn(first.start()), cutSize());
      for (TailName tail : tails) {
        boolean follows =
            tail.branch() == first.branch()
                && Long.compareUnsigned(tail.start(), cutter.end().value()) <= 0;
        if (taken > 0 && !follows) {
          break;
        }
        if (copied(tail, cutter)) {
          sound.add(tail);
        }
        taken++;
      }
      end = cutter.end();
      List<ChunkRef> chunks = cutter.finish();
      if (!chunks.isEmpty()) {
        deposit.commit(
            Json.write(
                record(
                    new TimelineId(first.branch()),
                    new Lsn(first.start()),
                    cutter.end(),
                    chunks,
                    List.of())));
      }
    }
    stream.remove(sound);
    return new Run(taken, new WalArchive.Standing(new TimelineId(first.branch()), end));
  }

  /// Deposits the history of a timeline.
  void put(TimelineHistory history, Lsn start) {
    try (Deposit deposit = vault.beginLogDeposit(options)) {
      byte[] content = history.content();
      List<ChunkRef> chunks = List.of(deposit.put(content, 0, content.length));
      deposit.commit(Json.write(record(history.timeline(), start, start, List.of(), chunks)));
    }
  }

  private LogRecord record(
      TimelineId timeline, Lsn start, Lsn end, List<ChunkRef> chunks, List<ChunkRef> history) {
    return new LogRecord(
        shape.target(),
        shape.system().toString(),
        shape.major(),
        shape.segmentSize(),
        timeline.value(),
        start,
        end,
        chunks,
        history,
        reports.clock().now());
  }

  /// Copies what the deposit does not have yet, and returns whether the tail is as it was written:
  /// only then may it go.
  private boolean copied(TailName tail, Cutter cutter) {
    try {
      TailReader reader = vault.tails().read(tail);
      long skip = cutter.end().minus(new Lsn(tail.start()));
      for (Optional<byte[]> part = reader.next(); part.isPresent(); part = reader.next()) {
        byte[] bytes = part.get();
        int here = (int) Math.min(skip, bytes.length);
        skip -= here;
        cutter.add(bytes, here, bytes.length - here);
      }
      reader.alteration().ifPresent(reports.damage());
      return !reader.altered();
    } catch (Fault fault) {
      switch (fault.code()) {
        case VaultError.OBJECT_DAMAGED, VaultError.OBJECT_TRUNCATED, VaultError.OBJECT_MISSING ->
            reports.damage().accept(fault);
        default -> throw fault;
      }
      return false;
    }
  }

  /// So that the same log received twice is cut at the same places.
  private int cutSize() {
    return Math.min(Integer.highestOneBit(vault.chunkSize()), shape.segmentSize());
  }

  /// Cuts a stretch of log into chunks, at multiples of their size.
  private static final class Cutter {
    private final Deposit deposit;
    private final byte[] buffer;
    private final List<ChunkRef> chunks = new ArrayList<>();
    private Lsn end;
    private int filled;

    private Cutter(Deposit deposit, Lsn start, int size) {
      this.deposit = deposit;
      this.end = start;
      this.buffer = new byte[size];
    }

    private Lsn end() {
      return end;
    }

    private void add(byte[] bytes, int offset, int length) {
      int at = offset;
      int left = length;
      while (left > 0) {
        int room = buffer.length - (int) Long.remainderUnsigned(end.value(), buffer.length);
        int count = Math.min(left, room);
        System.arraycopy(bytes, at, buffer, filled, count);
        filled += count;
        at += count;
        left -= count;
        end = end.plus(count);
        if (count == room) {
          store();
        }
      }
    }

    private void store() {
      if (filled > 0) {
        chunks.add(deposit.put(buffer, 0, filled));
        filled = 0;
      }
    }

    private List<ChunkRef> finish() {
      store();
      return List.copyOf(chunks);
    }
  }
}
