package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts tails into deposits. For one thread at a time.
final class LogDeposits {
  private final Vault vault;
  private final Tails.Stream stream;
  private final LogShape shape;
  private final Clock clock;

  LogDeposits(Vault vault, Tails.Stream stream, LogShape shape, Clock clock) {
    this.vault = vault;
    this.stream = stream;
    this.shape = shape;
    this.clock = clock;
  }

  /// Puts tails that follow each other on one timeline into a deposit, then removes them. Where
  /// they overlap, the first counts; where one does not reach the next, a deposit ends, and another
  /// begins.
  void put(List<TailName> tails) {
    List<TailName> left = new ArrayList<>(tails);
    while (!left.isEmpty()) {
      left = left.subList(putRun(left), left.size());
    }
  }

  /// Puts the first tails that follow each other, and returns how many they are.
  private int putRun(List<TailName> tails) {
    TailName first = tails.getFirst();
    int taken = 0;
    try (Deposit deposit = vault.beginLogDeposit(DepositOptions.defaults())) {
      Cutter cutter = new Cutter(deposit, new Lsn(first.start()), cutSize());
      for (TailName tail : tails) {
        boolean follows =
            tail.branch() == first.branch()
                && Long.compareUnsigned(tail.start(), cutter.end().value()) <= 0;
        if (taken > 0 && !follows) {
          break;
        }
        copy(tail, cutter);
        taken++;
      }
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
    stream.remove(tails.subList(0, taken));
    return taken;
  }

  /// Deposits the history of a timeline.
  void put(TimelineHistory history, Lsn start) {
    try (Deposit deposit = vault.beginLogDeposit(DepositOptions.defaults())) {
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
        clock.now());
  }

  private void copy(TailName tail, Cutter cutter) {
    TailReader reader = vault.tails().read(tail);
    long skip = cutter.end().value() - tail.start();
    for (Optional<byte[]> part = reader.next(); part.isPresent(); part = reader.next()) {
      byte[] bytes = part.get();
      int here = (int) Math.min(skip, bytes.length);
      skip -= here;
      cutter.add(bytes, here, bytes.length - here);
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
