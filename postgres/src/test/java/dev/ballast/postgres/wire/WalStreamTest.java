package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.WalStreamEnd.ServerShutDown;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalStreamTest {
  private static final Lsn START = new Lsn(0x100_0000L);
  private static final byte[] COMPLETE = MessageWriter.of('C').cstring("COPY 0").finish();

  private final ByteArrayOutputStream script = new ByteArrayOutputStream();

  WalStreamTest() {
    script.writeBytes(MessageWriter.of('R').int32(0).finish());
    script.writeBytes(MessageWriter.of('S').cstring("server_version").cstring("18.6").finish());
    script.writeBytes(MessageWriter.of('Z').int8('I').finish());
    script.writeBytes(MessageWriter.of('W').bytes(new byte[3]).finish());
  }

  private void wal(long lsn, int... bytes) {
    MessageWriter message = MessageWriter.of('d').int8('w').int64(lsn).int64(0).int64(0);
    for (int b : bytes) {
      message.int8(b);
    }
    script.writeBytes(message.finish());
  }

  private void keepalive(boolean replyRequested) {
    script.writeBytes(
        MessageWriter.of('d')
            .int8('k')
            .int64(START.value())
            .int64(0)
            .int8(replyRequested ? 1 : 0)
            .finish());
  }

  private WalStream open(ScriptedTransport transport) {
    return Dialogue.open(transport).startPhysical(Optional.empty(), START, new TimelineId(1));
  }

  private static String statusOf(long written, long flushed) {
    byte[] head =
        MessageWriter.of('d')
            .int8('r')
            .int64(written)
            .int64(flushed)
            .int64(0)
            .int64(0)
            .int8(0)
            .finish();
    return new String(head, 0, 22, ISO_8859_1);
  }

  @Test
  void deliversInOrderAndAnswersWhenAsked() {
    wal(START.value(), 1, 2, 3);
    wal(START.value() + 3, 4);
    keepalive(true);
    script.writeBytes(COMPLETE);
    ScriptedTransport transport = ScriptedTransport.of(script.toByteArray());
    List<String> seen = new ArrayList<>();

    WalStream stream = open(transport);

    WalStreamEnd end = stream.receive((lsn, data) -> seen.add(lsn + " " + data.remaining()));

    assertThat(seen).containsExactly("0/1000000 3", "0/1000003 1");
    assertThat(end).isEqualTo(new ServerShutDown(START.plus(4)));
    // Once it ended nothing more is sent, however late the other threads are.
    int sent = transport.sent().length();
    stream.confirm(START.plus(4), START.plus(4));
    stream.stop();
    assertThat(transport.sent()).hasSize(sent);
    // Never confirmed: what was delivered is written, nothing is flushed.
    assertThat(transport.sent()).contains(statusOf(START.value() + 4, 0));
  }

  @Test
  void refusesAGapInTheWal() {
    wal(START.value(), 1, 2, 3);
    wal(START.value() + 4, 5);
    WalStream stream = open(ScriptedTransport.of(script.toByteArray()));
    Fault fault = catchThrowableOfType(Fault.class, () -> stream.receive((lsn, data) -> {}));
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
    assertThat(fault.getMessage())
        .isEqualTo("the WAL stream has a gap: 0/1000003 was due and 0/1000004 came");
  }

  @Test
  void confirmsOnlyWhatItReceived() {
    wal(START.value(), 1, 2, 3);
    keepalive(false);
    script.writeBytes(COMPLETE);
    ScriptedTransport transport = ScriptedTransport.of(script.toByteArray());
    WalStream stream = open(transport);
    assertThatThrownBy(() -> stream.confirm(START.plus(1), START))
        .isInstanceOf(IllegalArgumentException.class);
    stream.receive(
        (lsn, data) -> {
          assertThatThrownBy(() -> stream.confirm(START, START.plus(1)))
              .isInstanceOf(IllegalArgumentException.class);
          stream.confirm(START.plus(3), START.plus(2));
        });
    assertThat(transport.sent()).contains(statusOf(START.value() + 3, START.value() + 2));
  }

  @Test
  void refusesAStreamThatEndsWithoutAReason() {
    script.writeBytes(MessageWriter.of('c').finish());
    script.writeBytes(COMPLETE);
    script.writeBytes(MessageWriter.of('Z').int8('I').finish());
    WalStream stream = open(ScriptedTransport.of(script.toByteArray()));
    Fault fault = catchThrowableOfType(Fault.class, () -> stream.receive((lsn, data) -> {}));
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }

  @Test
  void takesNoCommandWhileItStreams() {
    ReplicationConnection connection = Dialogue.open(ScriptedTransport.of(script.toByteArray()));
    connection.startPhysical(Optional.empty(), START, new TimelineId(1));
    assertThatThrownBy(connection::identifySystem).isInstanceOf(IllegalStateException.class);
  }
}
