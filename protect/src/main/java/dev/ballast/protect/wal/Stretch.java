package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.vault.TailReader;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.TailName;
import java.util.List;
import java.util.Optional;

/// Write-ahead log of one timeline without a gap, and where its bytes are.
///
/// @param end the first position that is not in it
public record Stretch(TimelineId timeline, Lsn start, Lsn end, Source source) {
  public Stretch {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
    requireNonNull(source, "source is null");
  }

  /// Where the bytes are.
  public sealed interface Source {
    /// In chunks, in this order.
    record Chunks(List<ChunkRef> chunks) implements Source {
      public Chunks {
        chunks = List.copyOf(chunks);
      }
    }

    /// In a deposit of log, whose record names the chunks.
    record Deposited(DepositId id) implements Source {}

    /// In a tail.
    record Tail(TailName name) implements Source {}
  }

  /// Bytes in chunks, from `start` on.
  public static Stretch ofChunks(TimelineId timeline, Lsn start, List<ChunkRef> chunks) {
    long length = chunks.stream().mapToLong(ChunkRef::length).sum();
    return new Stretch(timeline, start, start.plus(length), new Source.Chunks(chunks));
  }

  static Stretch of(DepositedLog log) {
    return new Stretch(log.timeline(), log.start(), log.end(), new Source.Deposited(log.id()));
  }

  /// What a tail has.
  ///
  /// @param sound empty where nothing of it counts
  /// @param damage why there is not more of it, where that is damage
  record OfTail(Optional<Stretch> sound, Optional<Fault> damage) {}

  /// Bytes in a tail, of which every frame is authenticated for its length.
  static OfTail ofTail(Vault vault, TailName name) {
    TailReader reader = vault.tails().read(name);
    long length = reader.measure();
    Lsn start = new Lsn(name.start());
    Optional<Stretch> sound =
        length == 0
            ? Optional.empty()
            : Optional.of(
                new Stretch(
                    new TimelineId(name.branch()),
                    start,
                    start.plus(length),
                    new Source.Tail(name)));
    return new OfTail(sound, reader.alteration());
  }

  /// The same as its record says it: throws where that cannot be read.
  Stretch confirmed(Vault vault) {
    return switch (source) {
      case Source.Deposited(DepositId id) -> of(DepositedLog.of(id, LogRecord.load(vault, id)));
      case Source.Chunks _, Source.Tail _ -> this;
    };
  }

  /// Whether any byte from `from` to `to` is in it.
  boolean touches(Lsn from, Lsn to) {
    return start.isBefore(to) && from.isBefore(end);
  }

  /// Whether the byte at `position` of the timeline is in it.
  boolean covers(TimelineId timeline, Lsn position) {
    return timeline.equals(this.timeline) && !position.isBefore(start) && position.isBefore(end);
  }
}
