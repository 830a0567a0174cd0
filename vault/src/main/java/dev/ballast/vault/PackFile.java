package dev.ballast.vault;

import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.PackTable;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads packs. Safe for any number of threads.
final class PackFile {
  /// The length of the sealed table, which ends right before.
  static final int FOOTER_BYTES = Integer.BYTES;

  private final VaultParts parts;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  PackFile(VaultParts parts) {
    this.parts = parts;
  }

  /// A pack whose header was checked.
  ///
  /// @param retired whether a key sealed it that is not in use any more
  private record Opened(ObjectKey key, boolean retired) {}

  /// Reads one chunk and compares it with its id.
  void read(ChunkLocation place, byte[] into, int offset) {
    ObjectKey key = opened(place.pack()).key();
    Codec codec = parts.codecs().take();
    try {
      fill(codec, place);
      codec.decode(key, place.entry(), into, offset);
    } finally {
      parts.codecs().give(codec);
    }
  }

  /// Reads one chunk into the next bytes of a direct buffer. Where the key in use sealed the pack,
  /// the chunk's tag may be enough. Anyone who kept a retired key can make tags as well, so a chunk
  /// of such a pack is compared with its id in any case.
  ///
  /// @param hashed whether each chunk is
  void read(ChunkLocation place, ByteBuffer into, boolean hashed) {
    Opened pack = opened(place.pack());
    Codec codec = parts.codecs().take();
    try {
      fill(codec, place);
      codec.open(pack.key(), place.entry(), into, hashed || pack.retired());
    } finally {
      parts.codecs().give(codec);
    }
  }

  private void fill(Codec codec, ChunkLocation place) {
    parts.store().read(place.pack(), place.entry().offset(), codec.storedBuffer(place.entry()));
  }

  private Opened opened(String pack) {
    Opened known = opened.get(pack);
    return known == null ? openHeader(pack) : known;
  }

  /// Reads and checks the header again.
  ObjectKey open(String pack) {
    return openHeader(pack).key();
  }

  private Opened openHeader(String pack) {
    long length = parts.store().length(pack).orElseThrow(() -> Damage.missing(pack));
    ByteBuffer header = ByteBuffer.allocate((int) Math.min(Sealer.HEADER_BYTES, length));
    parts.store().read(pack, 0, header);
    ObjectKey key = parts.sealer().open(SealedObjectKind.PACK, pack, header.array(), length);
    boolean retired = Sealer.kekOf(header.array()) != parts.sealer().keyring().newestKek();
    Opened found = new Opened(key, retired);
    opened.put(pack, found);
    return found;
  }

  /// Whether the pack was sealed with a key that is not in use any more.
  boolean isOfRetiredKey(String pack) {
    byte[] header = parts.store().begin(pack, Sealer.HEADER_BYTES).bytes();
    return Sealer.kekOf(header) != parts.sealer().keyring().newestKek();
  }

  /// What an index would say of a pack, from the pack itself.
  DepositIndex.Pack describe(String pack) {
    ObjectKey key = open(pack);
    long length = parts.store().length(pack).orElseThrow(() -> Damage.missing(pack));
    return new DepositIndex.Pack(pack, length, table(key, length));
  }

  /// The table of chunks in a pack's trailer, from which an index can be recreated.
  List<PackEntry> table(ObjectKey key, long length) {
    String pack = key.name();
    ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES);
    parts.store().read(pack, length - FOOTER_BYTES, footer);
    int tableLength = footer.flip().getInt();
    long tableOffset = length - FOOTER_BYTES - tableLength;
    // the length of the whole is authentic here, so no more is reserved than the pack is long
    if (tableLength < 0 || tableOffset < Sealer.HEADER_BYTES) {
      throw Damage.damaged(pack, "its last four bytes are altered");
    }
    ByteBuffer table = ByteBuffer.allocate(tableLength);
    parts.store().read(pack, tableOffset, table);
    try {
      return PackTable.decode(parts.sealer().openTrailer(key, table.array()));
    } catch (IllegalArgumentException e) {
      throw Damage.damaged(pack, String.valueOf(e.getMessage())).cause(e);
    }
  }
}
