package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ChannelBinding;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.wire.FalseServer.Protection;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody in the place of the server gets from each client: never the password, nor a hash
/// of it, and never a session.
class FalseServerTest {
  private static final Tls ENCRYPTED = new Tls(TlsMode.REQUIRE, Optional.empty());

  @TempDir private static Path files;

  /// The clients of this room.
  enum Client {
    SQL {
      @Override
      void open(ConnectionSettings settings) {
        Session.open(settings, SessionOptions.of("victim")).close();
      }
    },
    REPLICATION {
      @Override
      void open(ConnectionSettings settings) {
        ReplicationConnection.open(settings, ReplicationMode.PHYSICAL, "victim", Clock.system())
            .close();
      }
    },
    /// A program such as `pg_dump`, which speaks through the relay.
    RELAYED {
      @Override
      void open(ConnectionSettings settings) {
        try {
          Path folder = Files.createTempDirectory("relay");
          try (AuthenticatedRelay relay =
              AuthenticatedRelay.open(settings, folder, Clock.system())) {
            try {
              Session.open(through(settings, folder), SessionOptions.of("victim")).close();
            } catch (Fault e) {
              throw relay.failure().orElseThrow();
            }
          } finally {
            Files.delete(folder);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };

    abstract void open(ConnectionSettings settings);

    Fault refused(ConnectionSettings settings) {
      return catchThrowableOfType(Fault.class, () -> open(settings));
    }
  }

  /// The settings of a program that knows of the relay only.
  static ConnectionSettings through(ConnectionSettings target, Path folder) {
    return new ConnectionSettings(
        folder.toString(),
        AuthenticatedRelay.PORT,
        target.database(),
        target.user(),
        Optional.empty(),
        Tls.DISABLED,
        target.connectTimeout());
  }

  @BeforeAll
  static void layOutRoots() throws IOException {
    for (String name : List.of("ca.crt", "stranger-ca.crt")) {
      try (InputStream in = FalseServerTest.class.getResourceAsStream(name)) {
        Files.write(files.resolve(name), in.readAllBytes());
      }
    }
  }

  private static Tls verified(String root) {
    return new Tls(TlsMode.VERIFY_FULL, Optional.of(files.resolve(root)));
  }

  private static Tls tls(Protection protection) {
    return protection == Protection.TLS ? verified("ca.crt") : Tls.DISABLED;
  }

  private static Fault refused(
      Client client, Protection protection, FalseServer.Conversation conversation) {
    try (FalseServer server = FalseServer.start(protection, conversation)) {
      Fault fault = client.refused(server.settings(tls(protection)));
      assertThat(server.answers()).isEmpty();
      return fault;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SQL, PLAIN",
    "SQL, TLS",
    "REPLICATION, PLAIN",
    "REPLICATION, TLS",
    "RELAYED, PLAIN",
    "RELAYED, TLS"
  })
  void aPasswordInClearTextIsNotSent(Client client, Protection protection) {
    Fault fault =
        refused(
            client,
            protection,
            asking -> {
              asking.request(3, "");
              asking.answer();
            });

    assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
    assertThat(fault.getMessage()).contains("clear text");
    assertThat(fault.hint().orElseThrow()).contains("require_auth").contains("password");
  }

  @ParameterizedTest
  @CsvSource({
    "SQL, PLAIN",
    "SQL, TLS",
    "REPLICATION, PLAIN",
    "REPLICATION, TLS",
    "RELAYED, PLAIN",
    "RELAYED, TLS"
  })
  void aHashOfThePasswordIsNotSent(Client client, Protection protection) {
    Fault fault =
        refused(
            client,
            protection,
            asking -> {
              asking.request(5, "salt");
              asking.answer();
            });

    assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
    assertThat(fault.getMessage()).contains("md5");
  }

  /// Kerberos (7, 9), and what no server ever asked for.
  @ParameterizedTest
  @CsvSource({
    "SQL, 7",
    "SQL, 9",
    "SQL, 99",
    "REPLICATION, 7",
    "REPLICATION, 9",
    "REPLICATION, 99",
    "RELAYED, 7"
  })
  void noOtherMethodIsEntered(Client client, int method) {
    Fault fault =
        refused(
            client,
            Protection.PLAIN,
            asking -> {
              asking.request(method, "");
              asking.answer();
            });

    assertThat(fault.code())
        .isIn(PostgresError.AUTHENTICATION_REFUSED, PostgresError.AUTHENTICATION_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "SQL, PLAIN",
    "SQL, TLS",
    "REPLICATION, PLAIN",
    "REPLICATION, TLS",
    "RELAYED, PLAIN",
    "RELAYED, TLS"
  })
  void aServerThatDoesNotProveThatItKnowsThePasswordIsRefused(
      Client client, Protection protection) {
    Fault fault = refused(client, protection, FalseServer.Client::welcome);

    assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
    assertThat(fault.hint().orElseThrow()).contains("none");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void aServerThatCutsScramShortIsRefused(Client client) {
    try (FalseServer server =
        FalseServer.start(
            Protection.PLAIN,
            asking -> {
              asking.request(10, "SCRAM-SHA-256\0\0");
              asking.answer();
              asking.welcome();
            })) {
      Fault fault = client.refused(server.settings(Tls.DISABLED));

      assertThat(fault.code())
          .isIn(PostgresError.AUTHENTICATION_REFUSED, PostgresError.PROTOCOL_VIOLATION);
      assertThat(String.join("", server.answers())).doesNotContain(FalseServer.PASSWORD);
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void aServerThatTurnsToClearTextAfterScramIsRefused(Client client) {
    try (FalseServer server =
        FalseServer.start(
            Protection.PLAIN,
            asking -> {
              asking.request(10, "SCRAM-SHA-256\0\0");
              asking.answer();
              asking.request(3, "");
              asking.answer();
            })) {
      Fault fault = client.refused(server.settings(Tls.DISABLED));

      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
      assertThat(server.answers()).hasSize(1);
      assertThat(server.answers().getFirst()).doesNotContain(FalseServer.PASSWORD);
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void aServerWithoutThePasswordsVerifierIsRefused(Client client) {
    String signature = "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    try (FalseServer server = scram("", 4096, signature)) {
      Fault fault = client.refused(server.settings(Tls.DISABLED));

      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
      assertThat(fault.getMessage()).contains("impostor");
    }
  }

  /// With `2147483647` iterations a client would compute for half an hour.
  @ParameterizedTest
  @CsvSource({"SQL, 2147483647", "SQL, 1000001", "REPLICATION, 2147483647", "REPLICATION, 1000001"})
  void anEndlessComputationIsNotBegun(Client client, int iterations) {
    try (FalseServer server = scram("", iterations, "v=AAAA")) {
      Fault fault = client.refused(server.settings(Tls.DISABLED));

      assertThat(fault.code())
          .isIn(PostgresError.AUTHENTICATION_REFUSED, PostgresError.PROTOCOL_VIOLATION);
      assertThat(server.answers()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void aNonceThatIsNotOursContinuedIsRefused(Client client) {
    try (FalseServer server = scram("another", 4096, "v=AAAA")) {
      Fault fault = client.refused(server.settings(Tls.DISABLED));

      assertThat(fault.code())
          .isIn(PostgresError.AUTHENTICATION_REFUSED, PostgresError.PROTOCOL_VIOLATION);
      assertThat(server.answers()).hasSize(1);
    }
  }

  /// Goes through SCRAM without knowing any verifier.
  private static FalseServer scram(String nonce, int iterations, String end) {
    return FalseServer.start(
        Protection.PLAIN,
        asking -> {
          asking.request(10, "SCRAM-SHA-256\0\0");
          String ours = asking.answer().replaceFirst("(?s).*r=", "");
          asking.request(
              11, "r=" + (nonce.isEmpty() ? ours : nonce) + "more,s=QUJDRA==,i=" + iterations);
          asking.answer();
          asking.request(12, end);
          asking.welcome();
        });
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void whereTheCertificateIsNotCheckedChannelBindingMayNotBeTakenAway(Client client) {
    try (FalseServer server =
        FalseServer.start(
            Protection.TLS,
            asking -> {
              asking.request(10, "SCRAM-SHA-256\0\0");
              asking.answer();
            })) {
      Fault fault = client.refused(server.settings(ENCRYPTED));

      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
      assertThat(fault.hint().orElseThrow()).contains("verify-full");
      assertThat(server.answers()).isEmpty();
    }
  }

  /// The flag `y` of RFC 5802: a server that did offer it sees that somebody took it away.
  @ParameterizedTest
  @CsvSource({
    "SQL, VERIFY_FULL",
    "SQL, REQUIRE",
    "REPLICATION, VERIFY_FULL",
    "REPLICATION, REQUIRE"
  })
  void thatChannelBindingWasNotOfferedIsSaidToTheServer(Client client, TlsMode mode) {
    try (FalseServer server =
        FalseServer.start(
            Protection.TLS,
            asking -> {
              asking.request(10, "SCRAM-SHA-256\0\0");
              asking.answer();
            })) {
      Tls tls = mode == TlsMode.REQUIRE ? ENCRYPTED : verified("ca.crt");
      client.refused(
          server
              .settings(tls)
              .withAuthentication(
                  Authentication.BY_DEFAULT.withChannelBinding(ChannelBinding.PREFER)));

      assertThat(server.answers()).hasSize(1);
      assertThat(server.answers().getFirst()).startsWith("pSCRAM-SHA-256\0").contains("y,,n=");
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void channelBindingIsUsedWhereItIsOffered(Client client) {
    try (FalseServer server =
        FalseServer.start(
            Protection.TLS,
            asking -> {
              asking.request(10, "SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0");
              asking.answer();
            })) {
      client.refused(server.settings(verified("ca.crt")));

      assertThat(server.answers().getFirst())
          .startsWith("pSCRAM-SHA-256-PLUS\0")
          .contains("p=tls-server-end-point,,");
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void noTlsWhereItIsWantedIsAnErrorThatNamesTheChoices(Client client) {
    try (FalseServer server = FalseServer.start(Protection.PLAIN, FalseServer.Client::welcome)) {
      Fault fault = client.refused(server.settings(verified("ca.crt")));

      assertThat(fault.code()).isEqualTo(PostgresError.TLS_NOT_OFFERED);
      assertThat(fault.getMessage()).isEqualTo("the server does not offer TLS");
      assertThat(fault.hint().orElseThrow()).contains("sslmode=disable", "everybody on the way");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SQL, localhost, stranger-ca.crt",
    "SQL, 127.0.0.1, ca.crt",
    "REPLICATION, localhost, stranger-ca.crt",
    "REPLICATION, 127.0.0.1, ca.crt",
    "RELAYED, 127.0.0.1, ca.crt"
  })
  void aCertificateThatIsNotTheServersIsAnErrorThatNamesTheChoices(
      Client client, String host, String root) {
    try (FalseServer server = FalseServer.start(Protection.TLS, FalseServer.Client::welcome)) {
      Fault fault = client.refused(server.settings(host, verified(root)));

      assertThat(fault.code()).isEqualTo(PostgresError.TLS_FAILED);
      assertThat(fault.hint().orElseThrow()).contains("root-certificate", "tls: require");
      assertThat(server.answers()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void whatIsSaidBeforeAuthenticationIsMarked(Client client) {
    byte[] error = "SFATAL\0VFATAL\0C08004\0M\u001b[2Kall is well\0\0".getBytes(UTF_8);
    FalseServer.Conversation lying =
        asking -> asking.raw(MessageWriter.of('E').bytes(error).finish());
    Fault unknown = refused(client, Protection.PLAIN, lying);
    Fault known = refused(client, Protection.TLS, lying);

    // Without the file of its source that every server names: somebody who speaks for one.
    assertThat(unknown.code()).isEqualTo(PostgresError.POOLER_BETWEEN);
    assertThat(unknown.detail().orElseThrow())
        .endsWith("the server had not proven who it is when it said so");
    assertThat(known.detail().orElseThrow()).doesNotContain("proven");
  }

  /// A length of nearly 2 GiB in a message that comes before authentication.
  @ParameterizedTest
  @CsvSource({"SQL, E", "SQL, R", "REPLICATION, E", "REPLICATION, R"})
  void anEndlessMessageEndsTheConnectionAndNotTheProcess(Client client, char type) {
    Fault fault =
        refused(
            client,
            Protection.PLAIN,
            asking -> {
              asking.raw(new byte[] {(byte) type, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
              asking.raw(new byte[4096]);
            });

    assertThat(fault).isNotNull();
  }

  @Test
  void whatIsNamedIsAccepted() {
    FalseServer.Conversation asking =
        client -> {
          client.request(3, "");
          client.answer();
          client.welcome();
          client.answer();
        };
    try (FalseServer server = FalseServer.start(Protection.PLAIN, asking)) {
      Client.REPLICATION.open(
          server
              .settings(Tls.DISABLED)
              .withAuthentication(Authentication.accepting(AuthenticationMethod.PASSWORD)));

      assertThat(server.answers()).contains("p" + FalseServer.PASSWORD + "\0");
    }
  }
}
