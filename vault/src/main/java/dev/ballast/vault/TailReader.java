package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.TailFrames;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.ObjectPrefix;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a tail from its first frame to the last that is whole. It may be written meanwhile. For
/// one thread.
public final class TailReader {
  private final VaultParts parts;
  private final String object;
  private final long length;
  private final Optional<TailFrames> frames;
  private long at = Sealer.HEADER_BYTES;
  private boolean torn;
  private boolean altered;

  TailReader(VaultParts parts, TailName name) {
    this.parts = parts;
    this.object = VaultObjectName.tail(name);
    ObjectPrefix prefix = parts.store().begin(object, Sealer.HEADER_BYTES);
    this.length = prefix.length();
    this.frames = length > Sealer.HEADER_BYTES ? Optional.of(frames(prefix)) : Optional.empty();
  }

  private TailFrames frames(ObjectPrefix prefix) {
    ObjectKey key = parts.sealer().open(SealedObjectKind.TAIL, object, prefix.bytes(), 0);
    if (Sealer.kekOf(prefix.bytes()) != parts.sealer().keyring().newestKek()) {
      throw Damage.damaged(object, "it is sealed with a key that was retired");
    }
    return new TailFrames(key);
  }

  /// The next bytes; empty at the end. A frame that was not written to its end is the end: nobody
  /// was ever informed that it is durable. So is one that is altered, and then [#torn] says so.
  ///
  /// A tail that ends within its header, or behind it, was begun by a process that was killed
  /// then, and holds nothing.
  public Optional<byte[]> next() {
    Optional<byte[]> sealed = frame();
    Optional<byte[]> plain = sealed.flatMap(bytes -> frames.orElseThrow().open(bytes));
    if (sealed.isPresent() && plain.isEmpty()) {
      torn = true;
      altered = true;
    }
    return plain;
  }

  /// The bytes of plaintext from here to the end. Each frame is authenticated and none
  /// decompressed.
  public long measure() {
    long bytes = 0;
    for (Optional<byte[]> sealed = frame(); sealed.isPresent(); sealed = frame()) {
      OptionalInt plain = frames.orElseThrow().measure(sealed.get());
      if (plain.isEmpty()) {
        torn = true;
        altered = true;
        return bytes;
      }
      bytes += plain.getAsInt();
    }
    return bytes;
  }

  /// The next frame as it is stored; empty where no whole one follows.
  private Optional<byte[]> frame() {
    if (frames.isEmpty() || torn || at + TailFrames.LENGTH_BYTES > length) {
      torn = torn || (frames.isPresent() && at < length);
      return Optional.empty();
    }
    ByteBuffer size = ByteBuffer.allocate(TailFrames.LENGTH_BYTES);
    parts.store().read(object, at, size);
    int stored = size.flip().getInt();
    long begin = at + TailFrames.LENGTH_BYTES;
    if (stored < 1 || stored > TailFrames.MAX_STORED || begin + stored > length) {
      torn = true;
      altered = stored < 0 || stored > TailFrames.MAX_STORED;
      return Optional.empty();
    }
    byte[] sealed = new byte[stored];
    parts.store().read(object, begin, ByteBuffer.wrap(sealed));
    at = begin + stored;
    return Optional.of(sealed);
  }

  /// What is to be reported of a tail that was read to its end and is [#altered]; empty where it is
  /// not.
  public Optional<Fault> alteration() {
    return altered
        ? Optional.of(
            Damage.damaged(
                object, "what it has behind its byte %d is not what was written".formatted(at)))
        : Optional.empty();
  }

  /// Whether what is behind the last sound frame is more than the beginning of another one: as long
  /// as it should be, and not what was written.
  public boolean altered() {
    return altered;
  }

  /// Whether bytes are left behind the last frame that is whole.
  public boolean torn() {
    return torn;
  }
}
