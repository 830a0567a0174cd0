package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/// Cuts the server's byte stream into messages, in one buffer that is reused. For one thread.
///
/// A message is either taken whole with [#payload()], when it is of a small kind, or consumed piece
/// by piece from the buffer, when it carries bulk data. Both are bounded before the first byte of
/// the message's body is trusted.
public final class MessageReader {
  /// Holds eight of the 32 KiB messages of a base backup, so that a system call brings many.
  static final int BUFFER_BYTES = 256 * 1024;

  /// Bound on messages of fixed or small shape, as libpq has it.
  static final int SMALL_MESSAGE_LIMIT = 30_000;

  /// Bound on rows, row descriptions, errors and notices. The largest real one is a timeline
  /// history file with every promotion a cluster ever made.
  static final int WHOLE_MESSAGE_LIMIT = 1 << 20;

  /// Bound on one CopyData. Servers send at most 16 WAL pages, 1 MiB with the largest page size.
  static final int COPY_DATA_LIMIT = 16 << 20;

  private static final int HEADER_BYTES = 5;

  private final Transport transport;
  private final Clock clock;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(buffer);
  private int position;
  private int limit;
  private int remaining;
  private long silenceMillis;
  private boolean hasDeadline;
  private long deadlineNanos;
  private PostgresError silenceCode = PostgresError.SERVER_UNREACHABLE;
  private String doing = "connecting";
  private boolean isEstablished;

  MessageReader(Transport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /// Bounds everything read from now on to `total` together.
  public void deadline(Duration total, String activity) {
    hasDeadline = true;
    deadlineNanos = clock.nanoTime() + total.toNanos();
    silenceMillis = total.toMillis();
    doing = activity;
  }

  /// Bounds each wait for more bytes from now on, but not their sum.
  public void silence(Duration longest, String activity) {
    hasDeadline = false;
    silenceMillis = longest.toMillis();
    doing = activity;
  }

  /// From now on silence means a lost connection, not a server that cannot be reached; and the
  /// server is no stranger any more, so that longer messages are taken from it.
  public void established() {
    isEstablished = true;
    silenceCode = PostgresError.CONNECTION_LOST;
  }

  /// Waits until a message has begun to arrive.
  ///
  /// @return false when that did not happen within `timeoutMillis`; nothing is lost then
  public boolean arrives(int timeoutMillis) {
    if (remaining != 0) {
      throw new IllegalStateException("the last message was not consumed");
    }
    while (limit - position < HEADER_BYTES) {
      makeRoom(HEADER_BYTES);
      if (!fill(timeoutMillis)) {
        return false;
      }
    }
    return true;
  }

  /// Reads the next message's header; its body is then [#remaining()] bytes.
  ///
  /// @return the message's type
  byte next() {
    if (remaining != 0) {
      throw new IllegalStateException("the last message was not consumed");
    }
    require(HEADER_BYTES);
    byte type = buffer[position];
    int length = BigEndian.int32(buffer, position + 1) - 4;
    if (length < 0 || length > (isEstablished ? limitOf(type) : strangersLimitOf(type))) {
      throw ConnectionLoss.violation(
          "a message of type " + name(type) + " claims a length of " + (length + 4L) + " bytes");
    }
    position += HEADER_BYTES;
    remaining = length;
    return type;
  }

  public int remaining() {
    return remaining;
  }

  /// The whole body of a message of a small kind.
  public Payload payload() {
    if (remaining > WHOLE_MESSAGE_LIMIT) {
      throw ConnectionLoss.violation(
          "a message of " + remaining + " bytes is too long for its purpose");
    }
    byte[] body = new byte[remaining];
    for (int have = 0; have < body.length; ) {
      have += read(body, have, body.length - have);
    }
    return new Payload(body);
  }

  public byte int8() {
    requireBody(1);
    remaining--;
    return buffer[position++];
  }

  public long int64() {
    requireBody(Long.BYTES);
    long value = BigEndian.int64(buffer, position);
    position += Long.BYTES;
    remaining -= Long.BYTES;
    return value;
  }

  /// Copies at least one byte of the body; the body must not be empty.
  public int read(byte[] target, int offset, int length) {
    if (position == limit) {
      require(1);
    }
    int count = Math.min(length, Math.min(remaining, limit - position));
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    remaining -= count;
    return count;
  }

  /// Passes on what has arrived of the body straight from the buffer, at least one byte.
  public int writeTo(OutputStream target) throws IOException {
    if (position == limit) {
      require(1);
    }
    int count = Math.min(remaining, limit - position);
    position += count;
    remaining -= count;
    target.write(buffer, position - count, count);
    return count;
  }

  /// What has arrived of the body, at least one byte, as a window on the buffer that is valid until
  /// the next call.
  public ByteBuffer window() {
    if (position == limit) {
      require(1);
    }
    int count = Math.min(remaining, limit - position);
    view.limit(position + count).position(position);
    position += count;
    remaining -= count;
    return view;
  }

  /// What has arrived beyond the messages that were read; who takes it reads on from the transport.
  public byte[] takeBuffered() {
    byte[] rest = Arrays.copyOfRange(buffer, position, limit);
    position = limit;
    return rest;
  }

  public void skip() {
    while (remaining > 0) {
      if (position == limit) {
        require(1);
      }
      int count = Math.min(remaining, limit - position);
      position += count;
      remaining -= count;
    }
  }

  private void requireBody(int count) {
    if (remaining < count) {
      throw ConnectionLoss.violation("a data message is too short: " + remaining + " bytes left");
    }
    require(count);
  }

  private void require(int count) {
    if (limit - position >= count) {
      return;
    }
    makeRoom(count);
    while (limit - position < count) {
      long millis = silenceMillis;
      if (hasDeadline) {
        millis = (deadlineNanos - clock.nanoTime()) / 1_000_000;
      }
      if (millis <= 0 || !fill((int) Math.min(millis, Integer.MAX_VALUE))) {
        throw ConnectionLoss.silence(silenceCode, silenceMillis, doing, transport.peer());
      }
    }
  }

  private void makeRoom(int count) {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (position + count > buffer.length) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
  }

  private boolean fill(int timeoutMillis) {
    try {
      int count = transport.read(buffer, limit, buffer.length - limit, timeoutMillis);
      if (count < 0) {
        throw ConnectionLoss.closedByServer(doing, transport.peer());
      }
      limit += count;
      return true;
    } catch (SocketTimeoutException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw ConnectionLoss.of(e, doing, transport.peer());
      }
      return false;
    } catch (IOException e) {
      throw ConnectionLoss.of(e, doing, transport.peer());
    }
  }

  /// The largest body of a message of this type, or a fault when the protocol has no such type.
  private static int limitOf(byte type) {
    return switch (type) {
      case 'd' -> COPY_DATA_LIMIT;
      case 'T', 'D', 'E', 'N', 'A' -> WHOLE_MESSAGE_LIMIT;
      case 'R', 'S', 'K', 'Z', 'C', 'I', 'G', 'H', 'W', 'c', 'v' -> SMALL_MESSAGE_LIMIT;
      default -> throw unknown(type);
    };
  }

  private static int strangersLimitOf(byte type) {
    return Math.min(limitOf(type), SMALL_MESSAGE_LIMIT);
  }

  private static Fault unknown(byte type) {
    return ConnectionLoss.violation("the server sent a message of unknown type " + name(type));
  }

  /// A message type for messages: the letter when it is one, else its code.
  public static String name(byte type) {
    return type > ' ' && type < 0x7F ? "'" + (char) type + "'" : "0x%02X".formatted(type);
  }
}
