package dev.ballast.postgres.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ScriptedTransport;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationErrorsTest {
  private static final Peer SECURED =
      new Peer("alice@db:5432/shop", true, "2001:db8::7", Optional.empty());

  private static ServerMessage error(String state, String text) {
    return new ServerMessage("FATAL", state, text, Optional.empty(), Optional.empty(), true);
  }

  private static Fault fault(ReplicationMode mode, Peer peer, ServerMessage error) {
    return new ReplicationErrors("alice", "shop", mode, peer).fault(error);
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, AUTHENTICATION_FAILED",
    "28000, AUTHENTICATION_FAILED",
    "42501, PRIVILEGE_MISSING",
    "53300, SERVER_BUSY",
    "57P01, SERVER_SHUTTING_DOWN",
    "57P02, SERVER_SHUTTING_DOWN",
    "57P03, SERVER_SHUTTING_DOWN",
    "57P05, CONNECTION_LOST",
    "3D000, DATABASE_MISSING",
    "57014, STATEMENT_TIMEOUT",
    "55P03, LOCK_TIMEOUT",
    "58P01, WAL_REMOVED",
    "42601, SERVER_ERROR"
  })
  void sortsBySqlState(String state, PostgresError code) {
    Fault fault = fault(ReplicationMode.PHYSICAL, ScriptedTransport.NEAR, error(state, "a text"));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.getMessage()).isEqualTo("a text");
    assertThat(fault.detail()).contains("alice@test:5432/shop: SQLSTATE " + state);
  }

  @Test
  void writesTheHbaLineForTheAddressTheServerSaw() {
    ServerMessage german =
        error(
            "28000",
            "kein pg_hba.conf-Eintrag für Replikationsverbindung von Host \"192.0.2.9\","
                + " Benutzer \"alice\", keine Verschlüsselung");
    assertThat(fault(ReplicationMode.PHYSICAL, ScriptedTransport.FAR, german).hint())
        .contains(
            "Add this line to pg_hba.conf and reload the server: "
                + "host replication alice 192.0.2.9/32 scram-sha-256");
  }

  @Test
  void writesTheHbaLineForOurAddressWhereTheServerTellsNone() {
    ServerMessage vague = error("28000", "pg_hba.conf says no");
    assertThat(fault(ReplicationMode.DATABASE, SECURED, vague).hint())
        .contains(
            "Add this line to pg_hba.conf and reload the server: "
                + "hostssl shop alice 2001:db8::7/128 scram-sha-256");
  }

  @Test
  void quotesNamesThatPgHbaWouldTakeForKeywords() {
    ReplicationErrors errors =
        new ReplicationErrors("Ann \"x\"", "replication", ReplicationMode.DATABASE, SECURED);
    assertThat(errors.fault(error("28000", "pg_hba.conf says no")).hint())
        .contains(
            "Add this line to pg_hba.conf and reload the server: "
                + "hostssl \"replication\" \"Ann \"\"x\"\"\" 2001:db8::7/128 scram-sha-256");
  }

  @Test
  void passesTheServersOwnHintOn() {
    ServerMessage full =
        new ServerMessage(
            "ERROR",
            "55000",
            "incremental backups cannot be taken unless WAL summarization is enabled",
            Optional.of("it is off"),
            Optional.of("Set \"summarize_wal\" to on."),
            true);
    Fault fault = fault(ReplicationMode.PHYSICAL, ScriptedTransport.NEAR, full);
    assertThat(fault.hint()).contains("Set \"summarize_wal\" to on.");
    assertThat(fault.detail()).contains("alice@test:5432/shop: SQLSTATE 55000, it is off");
  }

  @Test
  void prefersTheSeverityThatIsNotTranslated() {
    byte[] body =
        MessageWriter.untyped()
            .int8('S')
            .cstring("FEHLER")
            .int8('V')
            .cstring("ERROR")
            .int8('C')
            .cstring("XX001")
            .int8('M')
            .cstring("kaputt")
            .int8('F')
            .cstring("basebackup.c")
            .int8(0)
            .finish();
    ServerMessage message =
        ServerMessage.parse(new Payload(Arrays.copyOfRange(body, 4, body.length)));
    assertThat(message)
        .isEqualTo(
            new ServerMessage(
                "ERROR", "XX001", "kaputt", Optional.empty(), Optional.empty(), true));
  }
}
