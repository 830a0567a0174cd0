package dev.ballast.observe.medium;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.BoundedHttp.Header;
import dev.ballast.observe.medium.HttpPost.Message;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.sample.Label;
import dev.ballast.targets.config.RouteSettings.Alertmanager;
import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Alertmanager's API v2. An alert is its labels, so that a message that comes twice changes
/// nothing; it ends by itself unless it is said again that it is open.
final class AlertmanagerMedium implements Medium {
  /// How long Alertmanager believes that an alert is open; it is said again each minute.
  static final Duration BELIEVED = Duration.ofMinutes(5);

  private static final String PATH = "/api/v2/alerts";

  private final Alertmanager to;
  private final HttpPost http;
  private final Clock clock;

  AlertmanagerMedium(Alertmanager to, HttpPost http, Clock clock) {
    this.to = to;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Answer send(Notice notice) {
    ArrayNode alerts = Json.mapper().createArrayNode();
    Alert alert = notice.alert();
    Instant now = clock.now();
    Instant ends = notice.isTest() ? now : alert.resolvedAt().orElseGet(() -> now.plus(BELIEVED));
    add(alerts, alert, String.join("\n", Wording.facts(notice)), ends);
    return post(alerts);
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Answer repeat(List<Alert> open) {
    ArrayNode alerts = Json.mapper().createArrayNode();
    Instant ends = clock.now().plus(BELIEVED);
    for (Alert alert : open) {
      add(alerts, alert, "", ends);
    }
    return post(alerts);
  }

  private Answer post(ArrayNode alerts) {
    Optional<String> value = to.authorization().map(SecretReference::resolve);
    return http.post(
        at(PATH),
        new Message(
            alerts.toString(),
            value.map(v -> new Header("Authorization", v)).stream().toList(),
            value.stream().toList()));
  }

  private URI at(String path) {
    String base = to.url().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /// Its urgency is an annotation: as a label, what becomes worse would be another alert.
  private static void add(ArrayNode alerts, Alert alert, String description, Instant ends) {
    Condition condition = alert.condition();
    ObjectNode each = alerts.addObject();
    ObjectNode labels = each.putObject("labels");
    labels.put("alertname", alert.check());
    labels.put("target", alert.target());
    labels.put("source", "ballast");
    for (Label label : alert.subject().all()) {
      labels.put("subject_" + Wording.name(label), label.value());
    }
    labels.put("alert_id", alert.id().toString());
    ObjectNode annotations = each.putObject("annotations");
    annotations.put("summary", Wording.line(condition.summary()));
    annotations.put("urgency", alert.urgency().name());
    if (!description.isEmpty()) {
      annotations.put("description", description);
    }
    each.put("startsAt", alert.since().toString());
    each.put("endsAt", ends.toString());
  }

  @Override
  public Answer probe() {
    return http.probe(
        at("/-/ready"), to.authorization().map(SecretReference::resolve).stream().toList());
  }

  @Override
  public boolean keepsState() {
    return true;
  }

  @Override
  public void close() {
    http.close();
  }
}
