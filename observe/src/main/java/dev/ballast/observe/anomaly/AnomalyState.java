package dev.ballast.observe.anomaly;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// What a detector knows of one series, to be stored and read again: 2 kB, as text 2.7 kB.
///
/// @param packed a version, the content and its checksum, in Base64
public record AnomalyState(String packed) {
  static final int CONTENT_BYTES =
      Steps.BYTES
          + Rhythm.BYTES
          + Range.BYTES
          + 2 * Extent.BYTES
          + 2 * Fading.BYTES
          + Settling.BYTES
          + 8 * Double.BYTES
          + Integer.BYTES;

  /// Another form of content, or another meaning of it, has another version.
  private static final int VERSION = 2;

  private static final int BYTES = Integer.BYTES + CONTENT_BYTES + Integer.BYTES;

  static AnomalyState of(ByteBuffer content) {
    ByteBuffer all = ByteBuffer.allocate(BYTES);
    all.putInt(VERSION).put(content);
    all.putInt(checksum(all.duplicate().flip()));
    return new AnomalyState(Base64.getEncoder().encodeToString(bytes(all.flip())));
  }

  /// Throws [ObserveError#ANOMALY_STATE_UNREADABLE].
  ByteBuffer content() {
    ByteBuffer all = ByteBuffer.wrap(decoded());
    if (all.remaining() != BYTES || all.getInt() != VERSION) {
      throw unreadable("It is of another version, or it was cut off.");
    }
    ByteBuffer checked = all.duplicate().position(0).limit(BYTES - Integer.BYTES);
    if (all.getInt(BYTES - Integer.BYTES) != checksum(checked)) {
      throw unreadable("Its checksum does not match its content.");
    }
    return all.limit(BYTES - Integer.BYTES);
  }

  private byte[] decoded() {
    try {
      return Base64.getDecoder().decode(packed);
    } catch (IllegalArgumentException e) {
      throw unreadable("It is no Base64.");
    }
  }

  private static Fault unreadable(String detail) {
    return Fault.of(
            ObserveError.ANOMALY_STATE_UNREADABLE, "the state of a series could not be read")
        .detail(detail)
        .hint("Remove the state: the series is learned again, for two days without an anomaly.");
  }

  private static int checksum(ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }
}
