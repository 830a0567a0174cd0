package dev.ballast.observe.medium;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.BoundedHttp.Header;
import dev.ballast.observe.medium.HttpPost.Message;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.targets.config.RouteSettings.Webhook;
import dev.ballast.targets.secret.SecretReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// JSON by POST, with a key by which the receiver recognises a message that comes twice, and a
/// signature by which he knows who sent it.
final class WebhookMedium implements Medium {
  static final String KEY = "Idempotency-Key";
  private static final String SCHEMA = "alert-message/1";

  private final Webhook to;
  private final HttpPost http;
  private final Clock clock;

  WebhookMedium(Webhook to, HttpPost http, Clock clock) {
    this.to = to;
    this.http = http;
    this.clock = clock;
  }

  /// What is sent.
  ///
  /// @param kind `raised`, `worsened`, `returned`, `resolved` or `test`
  record Body(
      String schema,
      String key,
      String kind,
      String urgency,
      String text,
      String alert,
      String target,
      String check,
      List<Label> subject,
      Instant since,
      Instant raisedAt,
      Optional<Instant> resolvedAt,
      int returns,
      double value,
      List<EventDetail> evidence,
      List<Remedy> remedies,
      List<String> explains,
      Optional<String> remark) {
    static Body of(Notice notice) {
      Alert alert = notice.alert();
      return new Body(
          SCHEMA,
          notice.key(),
          kind(notice),
          Wording.urgency(notice),
          Wording.text(notice),
          alert.id().toString(),
          alert.target(),
          alert.check(),
          alert.subject().all(),
          alert.since(),
          alert.raisedAt(),
          alert.resolvedAt(),
          alert.returns(),
          alert.condition().value(),
          alert.condition().evidence(),
          alert.condition().remedies(),
          notice.explained().stream().map(other -> other.condition().summary()).toList(),
          notice.remark());
    }

    private static String kind(Notice notice) {
      return switch (notice.purpose()) {
        case Notice.Purpose.Test() -> "test";
        case Notice.Purpose.Change(var kind) -> kind.name().toLowerCase(Locale.ROOT);
      };
    }
  }

  @Override
  public Answer send(Notice notice) {
    String body = new String(Json.write(Body.of(notice)), StandardCharsets.UTF_8);
    List<Header> headers = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    headers.add(new Header(KEY, notice.key()));
    to.signature()
        .map(SecretReference::resolve)
        .ifPresent(
            key -> {
              secrets.add(key);
              headers.add(new Header(Signature.HEADER, Signature.of(key, body, clock.now())));
            });
    to.authorization()
        .map(SecretReference::resolve)
        .ifPresent(
            value -> {
              secrets.add(value);
              headers.add(new Header("Authorization", value));
            });
    return http.post(to.url(), new Message(body, headers, secrets));
  }

  @Override
  public Answer probe() {
    to.signature().ifPresent(SecretReference::resolve);
    List<String> secrets = to.authorization().map(SecretReference::resolve).stream().toList();
    return http.probe(to.url(), secrets);
  }

  @Override
  public void close() {
    http.close();
  }
}
