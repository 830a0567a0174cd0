package dev.ballast.observe.medium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.medium.Receiver.Got;
import dev.ballast.observe.medium.Receiver.Reply;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.RouteSettings.Alertmanager;
import dev.ballast.targets.config.RouteSettings.PagerDuty;
import dev.ballast.targets.config.RouteSettings.Slack;
import dev.ballast.targets.config.RouteSettings.Webhook;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What receivers of HTTP get, and what their answers mean.
class HttpMediaTest {
  private static final Clock CLOCK = Clock.system();
  private static final String SECRET = "hunter2-and-more";

  @TempDir Path folder;

  private SecretReference secret(String text) throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new SecretReference.InFile(file);
  }

  private static Medium open(RouteSettings.Receiver receiver) {
    return Medium.of(new RouteSettings("it", receiver, Optional.empty()), CLOCK);
  }

  private static Notice raised() {
    return Samples.notice(MessageKind.RAISED, 1, Urgency.PAGE);
  }

  @Test
  void aWebhookGetsAKeyAndASignatureThatItCanCheck() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium =
            open(
                new Webhook(
                    receiver.url("/hook?of=me"), Optional.of(secret(SECRET)), Optional.empty()))) {
      assertThat(medium.send(raised())).isInstanceOf(Answer.Accepted.class);

      Got got = receiver.take();
      assertThat(got.path()).isEqualTo("/hook?of=me");
      assertThat(got.header("Idempotency-Key")).contains(Samples.ID + ".1");
      String signature = got.header("Ballast-Signature").orElseThrow();
      StringTokenizer parts = new StringTokenizer(signature, "=,");
      parts.nextToken();
      Instant at = Instant.ofEpochSecond(Long.parseLong(parts.nextToken()));
      assertThat(Duration.between(at, CLOCK.now()).abs()).isLessThan(Duration.ofMinutes(1));
      assertThat(signature).isEqualTo(Signature.of(SECRET, got.body(), at));
      JsonNode json = got.json();
      assertThat(json.get("schema").asString()).isEqualTo("alert-message/1");
      assertThat(json.get("key").asString()).isEqualTo(Samples.ID + ".1");
      assertThat(json.get("kind").asString()).isEqualTo("raised");
      assertThat(json.get("urgency").asString()).isEqualTo("page");
      assertThat(json.get("text").asString())
          .startsWith("[page] shop: 90 % of the values of ")
          .contains("\nAdd a wider column:\nALTER TABLE \"");
    }
  }

  @Test
  void whatIsOverHasNoRemedyInItsText() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium = open(new Webhook(receiver.url("/"), Optional.empty(), Optional.empty()))) {
      medium.send(Samples.notice(MessageKind.RESOLVED, 2, Urgency.PAGE));

      assertThat(receiver.take().json().get("text").asString())
          .startsWith("[page] shop: resolved: ")
          .doesNotContain("\n", "ALTER TABLE");
    }
  }

  /// Computed with: printf '1772618460.{}' | openssl dgst -sha256 -hmac key
  @Test
  void theSignatureIsThatOfOtherTools() {
    assertThat(Signature.of("key", "{}", Instant.ofEpochSecond(1772618460)))
        .isEqualTo(
            "t=1772618460,v1=5707cea038dde4d05a28fb0c02d792f57531a22ed0485c23926b3de7752c6c4a");
  }

  @Test
  void slackGetsNamesOfDatabasesAsPlainText() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium =
            open(new Slack(secret(receiver.url("/services/T0/B0/" + SECRET).toString())))) {
      assertThat(medium.send(raised())).isInstanceOf(Answer.Accepted.class);

      Got got = receiver.take();
      assertThat(got.path()).isEqualTo("/services/T0/B0/" + SECRET);
      // Nothing that Slack would read as a mention or a link, wherever it reads its own form.
      String text = got.json().get("text").asString();
      assertThat(text).contains("&lt;!channel&gt; &amp; &lt;http://evil|ok&gt;");
      assertThat(text).doesNotContain("<", ">", "\n", "\r", "\u202e");
      assertThat(text).contains(" Add a wider column: ALTER TABLE \"");
      JsonNode blocks = got.json().get("blocks");
      assertThat(blocks.findValuesAsString("type"))
          .isSubsetOf("rich_text", "rich_text_section", "rich_text_preformatted", "text");
      assertThat(blocks.toString()).contains("ALTER TABLE");
    }
  }

  @Test
  void pagerDutyKnowsAnAlertByItsId() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium = open(new PagerDuty(receiver.url("/v2/enqueue"), secret(SECRET)))) {
      receiver.next(Reply.status(202, "{\"status\":\"success\"}"));
      receiver.next(Reply.status(202, "{\"status\":\"success\"}"));
      assertThat(medium.send(raised())).isInstanceOf(Answer.Accepted.class);
      assertThat(medium.send(Samples.notice(MessageKind.RESOLVED, 2, Urgency.PAGE)))
          .isInstanceOf(Answer.Accepted.class);

      JsonNode trigger = receiver.take().json();
      assertThat(trigger.get("routing_key").asString()).isEqualTo(SECRET);
      assertThat(trigger.get("event_action").asString()).isEqualTo("trigger");
      assertThat(trigger.get("dedup_key").asString()).isEqualTo(Samples.ID.toString());
      assertThat(trigger.get("payload").get("severity").asString()).isEqualTo("critical");
      assertThat(trigger.get("payload").get("source").asString()).isEqualTo("shop");
      JsonNode resolve = receiver.take().json();
      assertThat(resolve.get("event_action").asString()).isEqualTo("resolve");
      assertThat(resolve.get("dedup_key").asString()).isEqualTo(Samples.ID.toString());
      assertThat(medium.keepsState()).isTrue();
    }
  }

  @Test
  void aTestOfPagerDutyIsNotLeftOpen() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium = open(new PagerDuty(receiver.url("/v2/enqueue"), secret(SECRET)))) {
      assertThat(medium.send(Notice.test("duty", CLOCK.now()))).isInstanceOf(Answer.Accepted.class);

      JsonNode trigger = receiver.take().json();
      JsonNode resolve = receiver.take().json();
      assertThat(trigger.get("payload").get("summary").asString()).startsWith("[test]");
      assertThat(resolve.get("event_action").asString()).isEqualTo("resolve");
      assertThat(resolve.get("dedup_key")).isEqualTo(trigger.get("dedup_key"));
    }
  }

  @Test
  void alertmanagerIsToldAgainWhatIsOpenAndWhenItEnded() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium =
            open(
                new Alertmanager(
                    receiver.url("/base/"), Optional.of(secret("Bearer " + SECRET))))) {
      medium.send(raised());
      medium.repeat(List.of(Samples.alert(Optional.empty())));
      medium.send(Samples.notice(MessageKind.RESOLVED, 2, Urgency.PAGE));

      Got first = receiver.take();
      assertThat(first.path()).isEqualTo("/base/api/v2/alerts");
      assertThat(first.header("Authorization")).contains("Bearer " + SECRET);
      JsonNode raised = first.json().get(0);
      JsonNode again = receiver.take().json().get(0);
      JsonNode resolved = receiver.take().json().get(0);
      assertThat(again.get("labels")).isEqualTo(raised.get("labels"));
      assertThat(resolved.get("labels")).isEqualTo(raised.get("labels"));
      assertThat(raised.get("startsAt").asString()).isEqualTo("2026-03-04T10:00:00Z");
      assertThat(Instant.parse(again.get("endsAt").asString())).isAfter(CLOCK.now());
      assertThat(resolved.get("endsAt").asString()).isEqualTo("2026-03-04T10:02:00Z");
    }
  }

  @Test
  void noRedirectIsFollowedAndNoSecretIsShown() throws IOException {
    try (Receiver elsewhere = Receiver.start();
        Receiver receiver = Receiver.start();
        Medium medium =
            open(new Webhook(receiver.url("/"), Optional.empty(), Optional.of(secret(SECRET))))) {
      receiver.next(
          new Reply(
              307, "go there, " + SECRET, Optional.of(elsewhere.url("/").toString()), () -> {}));

      Answer answer = medium.send(raised());

      assertThat(answer).isInstanceOf(Answer.Failed.class);
      assertThat(answer.text()).isEqualTo("HTTP status 307: go there, ***");
      assertThat(elsewhere.waiting()).isZero();
    }
  }

  @Test
  void onlyWhatWouldNeverBeTakenIsGivenUp() throws IOException {
    try (Receiver receiver = Receiver.start();
        Medium medium = open(new Webhook(receiver.url("/"), Optional.empty(), Optional.empty()))) {
      receiver.next(Reply.status(400, "no such field"));
      assertThat(medium.send(raised()))
          .isEqualTo(new Answer.Refused("HTTP status 400: no such field"));
      receiver.next(Reply.status(401, ""));
      assertThat(medium.send(raised()))
          .isEqualTo(new Answer.Failed("HTTP status 401", false, Optional.empty()));
      receiver.next(Reply.status(503, ""));
      assertThat(medium.send(raised()))
          .isEqualTo(new Answer.Failed("HTTP status 503", true, Optional.empty()));
      receiver.next(Reply.status(200, "x".repeat(1_000_000)));
      assertThat(medium.send(raised()).text()).hasSizeLessThan(400);
    }
  }

  @Test
  void nobodyWhoListensIsKnownNotToHaveIt() throws IOException {
    int port;
    try (Receiver receiver = Receiver.start()) {
      port = receiver.port();
    }
    try (Medium medium =
        open(new Slack(secret("http://localhost:" + port + "/services/" + SECRET)))) {
      Answer answer = medium.send(raised());

      assertThat(answer)
          .isEqualTo(new Answer.Failed("localhost: connection refused", false, Optional.empty()));
      assertThat(medium.probe()).isEqualTo(answer);
    }
  }

  @Test
  void aSecretThatIsNoUrlIsNotRepeated() throws IOException {
    try (Medium medium = open(new Slack(secret("http://example.com/" + SECRET)))) {
      assertThat(catchThrowable(() -> medium.send(raised())))
          .hasMessage("the secret of the route is no https URL")
          .hasNoCause();
    }
  }
}
