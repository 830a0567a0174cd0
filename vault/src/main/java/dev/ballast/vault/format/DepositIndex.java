package dev.ballast.vault.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What one deposit wrote and what it shares: the plaintext of the object `indexes/<deposit>`.
///
/// @param packs the packs it wrote, in the order of their numbers
/// @param reused the chunks of older deposits it relies on; they show which backups suffer when a
/// pack is damaged
public record DepositIndex(List<Pack> packs, List<Reuse> reused) {

  /// A pack of this deposit.
  ///
  /// @param length bytes of the whole object
  public record Pack(String name, long length, List<PackEntry> entries) {
    public Pack {
      entries = List.copyOf(entries);
    }
  }

  /// Chunks of another deposit's pack.
  public record Reuse(String pack, List<Integer> ordinals) {
    public Reuse {
      ordinals = List.copyOf(ordinals);
    }
  }

  private static final int COUNT = Integer.BYTES;

  public DepositIndex {
    packs = List.copyOf(packs);
    reused = List.copyOf(reused);
  }

  /// The exact bytes, before compression and encryption.
  public byte[] encode() {
    int size = 2 * COUNT;
    for (Pack pack : packs) {
      size += 1 + pack.name().length() + Long.BYTES + COUNT;
      size += pack.entries().size() * PackTable.ROW_BYTES;
    }
    for (Reuse reuse : reused) {
      size += 1 + reuse.pack().length() + COUNT + reuse.ordinals().size() * Integer.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(packs.size());
    for (Pack pack : packs) {
      writeName(out, pack.name());
      out.putLong(pack.length()).putInt(pack.entries().size());
      PackTable.writeTo(out, pack.entries());
    }
    out.putInt(reused.size());
    for (Reuse reuse : reused) {
      writeName(out, reuse.pack());
      out.putInt(reuse.ordinals().size());
      reuse.ordinals().forEach(out::putInt);
    }
    return out.array();
  }

  /// Throws `IllegalArgumentException` where `bytes` are no such index.
  public static DepositIndex decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      DepositIndex index = new DepositIndex(readPacks(in), readReused(in));
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("an index is followed by more bytes");
      }
      return index;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("an index ends too early", e);
    }
  }

  private static List<Pack> readPacks(ByteBuffer in) {
    int count = readCount(in, COUNT);
    List<Pack> packs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = readName(in);
      long length = in.getLong();
      packs.add(new Pack(name, length, PackTable.readFrom(in, readCount(in, PackTable.ROW_BYTES))));
    }
    return packs;
  }

  private static List<Reuse> readReused(ByteBuffer in) {
    int count = readCount(in, COUNT);
    List<Reuse> reused = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = readName(in);
      int ordinals = readCount(in, Integer.BYTES);
      List<Integer> list = new ArrayList<>(ordinals);
      for (int j = 0; j < ordinals; j++) {
        list.add(in.getInt());
      }
      reused.add(new Reuse(name, list));
    }
    return reused;
  }

  /// A count of things that take `bytesEach` or more, so that no list is made larger than the
  /// input.
  private static int readCount(ByteBuffer in, int bytesEach) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytesEach) {
      throw new IllegalArgumentException("an index holds an impossible count: " + count);
    }
    return count;
  }

  private static void writeName(ByteBuffer out, String name) {
    out.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static String readName(ByteBuffer in) {
    byte[] name = new byte[Byte.toUnsignedInt(in.get())];
    in.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
