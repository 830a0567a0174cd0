package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codec;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Finds chunks and reads them, from another pack where one is damaged. Safe for any number of
/// threads.
final class ChunkReader {
  private final VaultParts parts;
  private final Catalog catalog;
  private final PackFile packs;

  ChunkReader(VaultParts parts, Catalog catalog) {
    this.parts = parts;
    this.catalog = catalog;
    this.packs = new PackFile(parts);
  }

  void read(ChunkRef ref, byte[] into, int offset) {
    checkFromIndexSize(offset, ref.length(), into.length);
    readAnywhere(ref, place -> packs.read(place, into, offset));
  }

  /// @param hashed whether the chunk is compared with its id where the key in use sealed its pack,
  ///     too
  void read(ChunkRef ref, ByteBuffer into, boolean hashed) {
    if (!into.isDirect() || into.remaining() < ref.length()) {
      throw new IllegalArgumentException("not a direct buffer with room for chunk " + ref);
    }
    int start = into.position();
    readAnywhere(ref, place -> packs.read(place, into.position(start), hashed));
  }

  boolean isContent(ChunkRef ref, ByteBuffer content) {
    if (content.remaining() != ref.length()) {
      return false;
    }
    Codec codec = parts.codecs().take();
    try {
      return codec.id(content).equals(ref.id());
    } finally {
      parts.codecs().give(codec);
    }
  }

  private void readAnywhere(ChunkRef ref, Consumer<ChunkLocation> reading) {
    ChunkLocation place = catalog.find(ref.id());
    if (place.entry().plain() != ref.length()) {
      throw new IllegalArgumentException(
          "chunk " + ref.id() + " has " + place.entry().plain() + " bytes, not " + ref.length());
    }
    try {
      reading.accept(place);
    } catch (Fault fault) {
      readElsewhere(Catalog.requireDamage(fault), ref, place, reading);
    }
  }

  /// From another pack that has the chunk, too; else the first fault counts.
  private void readElsewhere(
      Fault fault, ChunkRef ref, ChunkLocation bad, Consumer<ChunkLocation> reading) {
    for (ChunkLocation place : catalog.findElsewhere(ref.id(), bad)) {
      if (place.entry().plain() == ref.length()) {
        try {
          reading.accept(place);
          return;
        } catch (Fault alsoDamaged) {
          Catalog.requireDamage(alsoDamaged);
        }
      }
    }
    throw fault;
  }
}
