package dev.ballast.vault.format;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;

/// How a record refers to a chunk. It names content and not a place, so that chunks may move
/// between packs.
///
/// @param length the plaintext's bytes, at least 1
public record ChunkRef(ChunkId id, int length) {
  /// The size of [#writeTo].
  public static final int BYTES = ChunkId.BYTES + Integer.BYTES;

  private static final int HEX_DIGITS = 2 * ChunkId.BYTES;

  public ChunkRef {
    requireNonNull(id, "id is null");
    if (length < 1) {
      throw new IllegalArgumentException("length is not positive: " + length);
    }
  }

  /// Takes what [#toString] gives; throws `IllegalArgumentException` for anything else.
  @JsonCreator
  public static ChunkRef parse(String text) {
    if (text.length() < HEX_DIGITS + 2 || text.charAt(HEX_DIGITS) != ':') {
      throw new IllegalArgumentException("not a chunk reference: " + text);
    }
    return new ChunkRef(
        ChunkId.parse(text.substring(0, HEX_DIGITS)),
        Integer.parseInt(text.substring(HEX_DIGITS + 1)));
  }

  public static ChunkRef readFrom(ByteBuffer in) {
    return new ChunkRef(ChunkId.readFrom(in), in.getInt());
  }

  /// Appends [#BYTES] bytes: the id, then the length, big-endian.
  public void writeTo(ByteBuffer out) {
    id.writeTo(out);
    out.putInt(length);
  }

  /// `<64 hex digits>:<length>`.
  @Override
  @JsonValue
  public String toString() {
    return id + ":" + length;
  }
}
