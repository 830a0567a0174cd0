package dev.ballast.postgres.wire.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over one whole message. Every read checks what is left, so that a lying length is a
/// fault. For one thread.
public final class Payload {
  private final byte[] bytes;
  private int position;

  Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  int remaining() {
    return bytes.length - position;
  }

  byte int8() {
    require(1);
    return bytes[position++];
  }

  int int16() {
    require(2);
    int value = (bytes[position] & 0xFF) << 8 | (bytes[position + 1] & 0xFF);
    position += 2;
    return value;
  }

  int int32() {
    require(4);
    int value = BigEndian.int32(bytes, position);
    position += 4;
    return value;
  }

  byte[] take(int count) {
    require(count);
    byte[] part = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return part;
  }

  byte[] rest() {
    return take(remaining());
  }

  /// Text up to its zero byte; servers speak UTF-8 to us once we are in, and before that whatever
  /// they are configured for.
  public String cstring() {
    return cstring(StandardCharsets.UTF_8);
  }

  public String cstring(Charset charset) {
    int end = position;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    if (end == bytes.length) {
      throw ConnectionLoss.violation("text in a message has no end");
    }
    String text = new String(bytes, position, end - position, charset);
    position = end + 1;
    return text;
  }

  private void require(int count) {
    if (count < 0 || count > remaining()) {
      throw ConnectionLoss.violation(
          "a message is too short: " + count + " more bytes needed, " + remaining() + " left");
    }
  }
}
