package dev.ballast.postgres.wire;

import dev.ballast.postgres.wire.protocol.Peer;
import dev.ballast.postgres.wire.protocol.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Passes everything on and keeps what went both ways. One thread may read while another writes.
final class RecordingTransport implements Transport {
  private final Transport inner;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  RecordingTransport(Transport inner) {
    this.inner = inner;
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    int count = inner.read(target, offset, length, timeoutMillis);
    if (count > 0) {
      received.write(target, offset, count);
    }
    return count;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    sent.write(source, offset, length);
    inner.write(source, offset, length);
  }

  @Override
  public Peer peer() {
    return inner.peer();
  }

  @Override
  public void close() {
    inner.close();
  }

  /// What we sent, each byte a character.
  String sent() {
    return sent.toString(StandardCharsets.ISO_8859_1);
  }

  byte[] received() {
    return received.toByteArray();
  }
}
