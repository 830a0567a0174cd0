package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.VaultError;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The last log that a vault has of a timeline, which a server sends once more before it sends what
/// comes next. A server that was restored from an older state of itself has the same timeline and
/// writes other bytes at the same positions; nothing but the bytes gives that away once its log is
/// longer than what was received. For one thread.
final class StoredBytes {
  /// Compares nothing.
  static final StoredBytes NOTHING = new StoredBytes(Optional.empty(), _ -> {});

  private final Optional<LogChain> chain;
  private final Consumer<Fault> damage;
  private boolean unreadable;

  private StoredBytes(Optional<LogChain> chain, Consumer<Fault> damage) {
    this.chain = chain;
    this.damage = damage;
  }

  /// What an archive has before `end` without a gap, but nothing before `from`.
  static StoredBytes between(WalArchive.Standing from, Lsn end, WalArchive archive, Vault vault) {
    Lsn start = start(from, end, archive);
    if (!start.isBefore(end)) {
      return NOTHING;
    }
    LogChain.Path path = new LogChain.Path(start, List.of(), from.timeline());
    LogChain chain = LogChain.along(path, archive.stretches(), WalSegment.MIN_SIZE, vault);
    return new StoredBytes(Optional.of(chain.upTo(end)), _ -> {});
  }

  private static Lsn start(WalArchive.Standing from, Lsn end, WalArchive archive) {
    Lsn start = end;
    while (from.lsn().isBefore(start)) {
      Lsn reached = start;
      Optional<Lsn> before =
          archive.stretches().stream()
              .filter(s -> s.timeline().equals(from.timeline()))
              .filter(s -> s.start().isBefore(reached) && !s.end().isBefore(reached))
              .map(Stretch::start)
              .min(Comparator.naturalOrder());
      if (before.isEmpty()) {
        return start;
      }
      start = before.get();
    }
    return from.lsn();
  }

  /// @param receiver takes why the stored log cannot be read; then nothing is compared with it
  StoredBytes reportingTo(Consumer<Fault> receiver) {
    return new StoredBytes(chain, receiver);
  }

  /// Throws `wal-forked` where the bytes differ from those that are stored of the same positions.
  void requireSame(Lsn start, byte[] bytes, int length) {
    if (unreadable || chain.isEmpty()) {
      return;
    }
    LogChain stored = chain.get();
    Lsn sent = start.plus(length);
    Lsn from = start.isBefore(stored.start()) ? stored.start() : start;
    Lsn to = stored.end().isBefore(sent) ? stored.end() : sent;
    if (!from.isBefore(to)) {
      return;
    }
    Comparison comparison =
        new Comparison(stored.timeline(), bytes, from, Math.toIntExact(from.minus(start)));
    try {
      stored.read(from, to, comparison::take);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      switch (fault.code()) {
        case VaultError _ -> damage.accept(fault);
        default -> throw fault;
      }
      unreadable = true;
    }
  }

  /// What was sent, beside what is stored.
  private static final class Comparison {
    private final TimelineId timeline;
    private final byte[] sent;
    private Lsn position;
    private int at;

    private Comparison(TimelineId timeline, byte[] sent, Lsn position, int at) {
      this.timeline = timeline;
      this.sent = sent;
      this.position = position;
      this.at = at;
    }

    private void take(byte[] stored, int offset, int length) {
      int differs = Arrays.mismatch(stored, offset, offset + length, sent, at, at + length);
      if (differs >= 0) {
        throw ResumePoint.forked(
            "what it sends at %s of timeline %s is not what was received before"
                .formatted(position.plus(differs), timeline));
      }
      at += length;
      position = position.plus(length);
    }
  }
}
