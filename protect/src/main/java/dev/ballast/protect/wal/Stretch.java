package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.vault.TailReader;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
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
    /// In deposits: the chunks in order.
    record Chunks(List<ChunkRef> chunks) implements Source {
      public Chunks {
        chunks = List.copyOf(chunks);
      }
    }

    /// In a tail.
    record Tail(TailName name) implements Source {}
  }

  /// Bytes in deposits, from `start` on.
  public static Stretch deposited(TimelineId timeline, Lsn start, List<ChunkRef> chunks) {
    long length = chunks.stream().mapToLong(ChunkRef::length).sum();
    return new Stretch(timeline, start, start.plus(length), new Source.Chunks(chunks));
  }

  /// Bytes in a tail, which is read for its length; empty where nothing of it counts.
  static Optional<Stretch> ofTail(Vault vault, TailName name) {
    TailReader reader = vault.tails().read(name);
    long length = 0;
    for (Optional<byte[]> part = reader.next(); part.isPresent(); part = reader.next()) {
      length += part.get().length;
    }
    Lsn start = new Lsn(name.start());
    return length == 0
        ? Optional.empty()
        : Optional.of(
            new Stretch(
                new TimelineId(name.branch()), start, start.plus(length), new Source.Tail(name)));
  }

  /// Whether the byte at `position` of the timeline is in it.
  boolean covers(TimelineId timeline, Lsn position) {
    return timeline.equals(this.timeline) && !position.isBefore(start) && position.isBefore(end);
  }
}
