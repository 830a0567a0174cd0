package dev.ballast.observe.medium;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.targets.config.AlertSettings.Login;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.RouteSettings.MailServer;
import dev.ballast.targets.config.RouteSettings.MailTls;
import dev.ballast.targets.config.RouteSettings.Smtp;
import dev.ballast.targets.config.RouteSettings.Webhook;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a mail server is handed. `localhost.p12` holds the key of `localhost.pem`; `other.pem` is
/// another authority of the same name.
class MailMediumTest {
  private static final String FROM = "ballast@example.com";
  private static final char[] PASSWORD = "test".toCharArray();

  @TempDir Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(
          requireNonNull(MailMediumTest.class.getResource("MailMediumTest/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext identity() {
    try (InputStream in = Files.newInputStream(resource("localhost.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Login> login(String password) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), password);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Optional.of(new Login("ballast", new SecretReference.InFile(file)));
  }

  private static Medium open(
      MailSink sink, MailTls tls, Optional<Login> login, Optional<Path> root, String... to) {
    return Medium.of(
        new RouteSettings(
            "mail",
            new Smtp(new MailServer("localhost", sink.port(), tls), login, FROM, List.of(to)),
            root),
        Clock.system());
  }

  @Test
  void messagesAboutAnAlertAreOneConversationAndNoNameAddsAHeader() throws IOException {
    try (MailSink sink = MailSink.start(Optional.empty());
        Medium medium =
            open(sink, MailTls.NONE, Optional.empty(), Optional.empty(), "dba@example.com")) {
      assertThat(medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.PAGE)))
          .isInstanceOf(Answer.Accepted.class);
      String raised = sink.taken().orElseThrow();
      assertThat(medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.PAGE)))
          .isInstanceOf(Answer.Accepted.class);
      String twice = sink.taken().orElseThrow();
      assertThat(medium.send(Samples.notice(MessageKind.RESOLVED, 2, Urgency.PAGE)))
          .isInstanceOf(Answer.Accepted.class);
      String resolved = sink.taken().orElseThrow();

      String id = "<" + Samples.ID + ".1.ballast.example.com@ballast>";
      assertThat(raised.lines())
          .contains("RCPT TO:<dba@example.com>", "Message-ID: " + id, "Importance: high");
      assertThat(raised.lines()).noneMatch(line -> line.startsWith("Bcc:"));
      assertThat(raised.lines()).noneMatch(line -> line.startsWith("References:"));
      assertThat(twice.lines()).contains("Message-ID: " + id);
      // A long header continues in the next line.
      String unfolded = resolved.replace("\n ", " ").replace("\n\t", " ");
      assertThat(unfolded.lines())
          .contains("In-Reply-To: " + id, "References: " + id)
          .noneMatch(line -> line.startsWith("Importance:"));
      assertThat(unfolded)
          .contains("Message-ID: <" + Samples.ID + ".2.ballast.example.com@ballast>");
    }
  }

  @Test
  void itIsHandedOverInTlsOfAKnownAuthorityOnly() throws IOException {
    try (MailSink sink = MailSink.start(Optional.of(identity()))) {
      try (Medium medium =
          open(
              sink,
              MailTls.STARTTLS,
              login("hunter2"),
              Optional.of(resource("localhost.pem")),
              "dba@example.com")) {
        assertThat(medium.probe()).isInstanceOf(Answer.Accepted.class);
        assertThat(medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.TICKET)))
            .isEqualTo(new Answer.Accepted("handed to localhost for 1 mailbox"));
        assertThat(sink.taken()).isPresent();
      }
      try (Medium medium =
          open(
              sink,
              MailTls.STARTTLS,
              login("hunter2"),
              Optional.of(resource("other.pem")),
              "dba@example.com")) {
        assertThat(medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.TICKET)))
            .isInstanceOf(Answer.Failed.class);
        assertThat(sink.taken()).isEmpty();
      }
    }
  }

  @Test
  void aServerThatTakesTlsAwayGetsNothing() throws IOException {
    try (MailSink sink = MailSink.start(Optional.empty());
        Medium medium =
            open(sink, MailTls.STARTTLS, login("hunter2"), Optional.empty(), "dba@example.com")) {
      assertThat(medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.TICKET)))
          .isInstanceOf(Answer.Failed.class);
      assertThat(sink.taken()).isEmpty();
    }
  }

  @Test
  void aWrongPasswordIsReportedWithoutIt() throws IOException {
    try (MailSink sink = MailSink.start(Optional.of(identity()));
        Medium medium =
            open(
                sink,
                MailTls.STARTTLS,
                login("wrong-one"),
                Optional.of(resource("localhost.pem")),
                "dba@example.com")) {
      assertThat(medium.probe())
          .isEqualTo(
              new Answer.Failed(
                  "the mail server refuses user and password", false, Optional.empty()));
    }
  }

  @Test
  void aMailboxThatIsRefusedKeepsNoOtherFromGettingIt() throws IOException {
    try (MailSink sink = MailSink.start(Optional.empty());
        Medium medium =
            open(
                sink,
                MailTls.NONE,
                Optional.empty(),
                Optional.empty(),
                "nobody@example.com",
                "dba@example.com")) {
      Answer answer = medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.TICKET));

      assertThat(sink.taken()).isPresent();
      assertThat(answer).isInstanceOf(Answer.Accepted.class);
      assertThat(answer.text()).contains("nobody@example.com");
    }
  }

  @Test
  void aWebhookIsCalledInTlsOfAKnownAuthorityOnly() {
    try (Receiver receiver = Receiver.startTls(identity())) {
      Webhook hook = new Webhook(receiver.url("/"), Optional.empty(), Optional.empty());
      for (String root : List.of("localhost.pem", "other.pem")) {
        try (Medium medium =
            Medium.of(
                new RouteSettings("hook", hook, Optional.of(resource(root))), Clock.system())) {
          medium.send(Samples.notice(MessageKind.RAISED, 1, Urgency.TICKET));
        }
      }
      assertThat(receiver.waiting()).isEqualTo(1);
    }
  }
}
