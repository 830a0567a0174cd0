package dev.ballast.postgres.wire;

import dev.ballast.postgres.wire.protocol.Peer;
import dev.ballast.postgres.wire.protocol.Transport;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A server whose every byte is known beforehand. For one thread.
public final class ScriptedTransport implements Transport {
  public static final Peer NEAR =
      new Peer("alice@test:5432/shop", false, "127.0.0.1", Optional.empty());
  public static final Peer FAR =
      new Peer("alice@test:5432/shop", false, "10.0.0.7", Optional.empty());

  private final byte[] script;
  private final boolean silentAtEnd;
  private final Peer peer;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int position;
  private boolean closed;

  public ScriptedTransport(byte[] script, boolean silentAtEnd, Peer peer) {
    this.script = script;
    this.silentAtEnd = silentAtEnd;
    this.peer = peer;
  }

  /// A server on this machine that closes the connection after its last byte.
  public static ScriptedTransport of(byte[] script) {
    return new ScriptedTransport(script, false, NEAR);
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis)
      throws SocketTimeoutException {
    if (position == script.length) {
      if (silentAtEnd) {
        throw new SocketTimeoutException("scripted");
      }
      return -1;
    }
    int count = Math.min(length, script.length - position);
    System.arraycopy(script, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    sent.write(source, offset, length);
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  /// What we sent, each byte a character.
  public String sent() {
    return sent.toString(StandardCharsets.ISO_8859_1);
  }
}
