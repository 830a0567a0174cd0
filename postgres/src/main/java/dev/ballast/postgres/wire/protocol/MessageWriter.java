package dev.ballast.postgres.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds one message from client to server. For one thread.
public final class MessageWriter {
  private static final int INITIAL_BYTES = 256;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;
  private final int lengthAt;

  private MessageWriter(int lengthAt) {
    this.lengthAt = lengthAt;
    this.length = lengthAt + Integer.BYTES;
  }

  public static MessageWriter of(char type) {
    MessageWriter writer = new MessageWriter(1);
    writer.bytes[0] = (byte) type;
    return writer;
  }

  /// A message of the startup phase, which has no type.
  public static MessageWriter untyped() {
    return new MessageWriter(0);
  }

  public MessageWriter int8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  public MessageWriter int32(int value) {
    reserve(Integer.BYTES);
    BigEndian.putInt32(bytes, length, value);
    length += Integer.BYTES;
    return this;
  }

  public MessageWriter int64(long value) {
    reserve(Long.BYTES);
    BigEndian.putInt64(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  public MessageWriter bytes(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  public MessageWriter bytes(byte[] source) {
    return bytes(source, 0, source.length);
  }

  /// Text and its zero byte; text that holds one itself would end early on the other side.
  public MessageWriter cstring(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text for the server holds a zero byte");
    }
    return bytes(text.getBytes(StandardCharsets.UTF_8)).int8(0);
  }

  public byte[] finish() {
    BigEndian.putInt32(bytes, lengthAt, length - lengthAt);
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
