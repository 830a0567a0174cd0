package dev.ballast.postgres.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.Dialogue;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.ScriptedTransport;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final byte[] OK = authentication(0).finish();
  private static final byte[] CLEARTEXT = authentication(3).finish();
  private static final byte[] VERSION =
      MessageWriter.of('S').cstring("server_version").cstring("16.4 (Debian)").finish();
  private static final byte[] READY = MessageWriter.of('Z').int8('I').finish();

  private static MessageWriter authentication(int method) {
    return MessageWriter.of('R').int32(method);
  }

  private static byte[] script(byte[]... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      all.writeBytes(message);
    }
    return all.toByteArray();
  }

  private static Fault fault(ScriptedTransport transport) {
    Fault fault = catchThrowableOfType(Fault.class, () -> Dialogue.open(transport));
    assertThat(transport.isClosed()).isTrue();
    return fault;
  }

  @Test
  void asksForAWalSenderInUtf8ThatOnlyThisSideEnds() {
    ScriptedTransport transport = ScriptedTransport.of(script(OK, VERSION, READY));
    try (ReplicationConnection connection = Dialogue.open(transport)) {
      assertThat(connection.serverVersion()).hasToString("16.4");
    }
    assertThat(transport.sent())
        .startsWith(
            "\0\0\u0001\u001e\0\3\0\0user\0alice\0replication\0true\0"
                + "application_name\0transcript\0client_encoding\0UTF8\0options\0"
                + "-c idle_session_timeout=0 -c wal_sender_timeout=60s"
                + " -c client_connection_check_interval=0 -c tcp_user_timeout=0"
                + " -c tcp_keepalives_idle=0 -c tcp_keepalives_interval=0"
                + " -c tcp_keepalives_count=0\0\0");
  }

  @Test
  void answersAClearPasswordWhereItIsAccepted() {
    ScriptedTransport transport = ScriptedTransport.of(script(CLEARTEXT, OK, VERSION, READY));
    Dialogue.open(transport).close();
    assertThat(transport.sent()).contains("p\0\0\0\u000bsecret\0");
  }

  @Test
  void answersMd5AsThePgHbaPageDescribes() {
    byte[] salt = {1, 2, 3, 4};
    ScriptedTransport transport =
        ScriptedTransport.of(script(authentication(5).bytes(salt).finish(), OK, VERSION, READY));
    Dialogue.open(transport).close();
    // md5(md5("secret" || "alice") || salt), computed with md5sum
    assertThat(transport.sent()).contains("md598a0412b9c31436fc53776e863350083\0");
  }

  @Test
  void refusesASecondProofByAWeakerMethod() {
    byte[] sasl = authentication(10).cstring("SCRAM-SHA-256").int8(0).finish();
    ScriptedTransport transport = ScriptedTransport.of(script(sasl, CLEARTEXT, OK));
    assertThat(fault(transport).code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
    assertThat(transport.sent()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 9, 13, -1})
  void refusesMethodsItDoesNotSpeak(int method) {
    Fault fault = fault(ScriptedTransport.of(script(authentication(method).finish())));
    assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
    assertThat(fault.hint()).hasValueSatisfying(h -> assertThat(h).contains("scram-sha-256"));
  }

  @Test
  void refusesAServerThatCutsScramShort() {
    byte[] sasl = authentication(10).cstring("SCRAM-SHA-256").int8(0).finish();
    Fault fault = fault(ScriptedTransport.of(script(sasl, OK, VERSION, READY)));
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
    assertThat(fault.getMessage()).contains("impostor");
  }

  @Test
  void refusesAnEndlessScramComputation() {
    ScramExchange exchange =
        ScramExchange.start(List.of("SCRAM-SHA-256"), "secret", ScriptedTransport.NEAR);
    String nonce = exchange.clientFirst().replaceFirst(".*r=", "");
    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> exchange.clientFinal("r=" + nonce + "abc,s=QUJDRA==,i=2000000000"));
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }

  @Test
  void refusesAScramServerThatKnowsNoVerifier() {
    ScramExchange exchange =
        ScramExchange.start(List.of("SCRAM-SHA-256"), "secret", ScriptedTransport.NEAR);
    String nonce = exchange.clientFirst().replaceFirst(".*r=", "");
    exchange.clientFinal("r=" + nonce + "abc,s=QUJDRA==,i=4096");
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () -> exchange.proveServer("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
    assertThat(exchange.isServerProven()).isFalse();
  }

  @Test
  void refusesReadinessBeforeAuthentication() {
    assertThat(fault(ScriptedTransport.of(script(VERSION, READY))).code())
        .isEqualTo(PostgresError.PROTOCOL_VIOLATION);
    assertThat(fault(ScriptedTransport.of(script(OK, READY))).code())
        .isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.20", "19beta1", "9.6.24"})
  void refusesVersionsItDoesNotKnow(String version) {
    byte[] told = MessageWriter.of('S').cstring("server_version").cstring(version).finish();
    Fault fault = fault(ScriptedTransport.of(script(OK, told, READY)));
    assertThat(fault.code())
        .isIn(PostgresError.UNSUPPORTED_VERSION, PostgresError.PROTOCOL_VIOLATION);
  }

  @Test
  void takesWhateverSpeaksAnotherProtocolForAViolation() {
    byte[] http = "HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8);
    assertThat(fault(ScriptedTransport.of(http)).code())
        .isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }
}
