package dev.ballast.observe.medium;

import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.HttpPost.Message;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.RouteSettings.PagerDuty;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// PagerDuty's Events API v2. The alert's id is the `dedup_key`, so that a message that comes twice
/// is the same incident, and its resolution ends it.
final class PagerDutyMedium implements Medium {
  /// What the API takes at most of a summary.
  private static final int MOST_SUMMARY = 1024;

  private final PagerDuty to;
  private final HttpPost http;

  PagerDutyMedium(PagerDuty to, HttpPost http) {
    this.to = to;
    this.http = http;
  }

  @Override
  public Answer send(Notice notice) {
    String key = to.key().resolve();
    Answer answer = post(event(notice, key, !notice.isResolution()), key);
    // What was opened to be looked at is not left to be closed by hand.
    return notice.isTest() && answer instanceof Answer.Accepted
        ? post(event(notice, key, false), key)
        : answer;
  }

  private Answer post(ObjectNode event, String key) {
    return http.post(to.url(), new Message(event.toString(), List.of(), List.of(key)));
  }

  static ObjectNode event(Notice notice, String key, boolean trigger) {
    Alert alert = notice.alert();
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("routing_key", key);
    event.put("event_action", trigger ? "trigger" : "resolve");
    event.put("dedup_key", alert.id().toString());
    event.put("client", "Ballast");
    ObjectNode payload = event.putObject("payload");
    String headline = Wording.headline(notice);
    payload.put("summary", headline.substring(0, Math.min(headline.length(), MOST_SUMMARY)));
    payload.put("source", alert.target());
    payload.put("severity", severity(notice));
    payload.put("timestamp", alert.since().toString());
    payload.put("component", alert.target());
    payload.put("class", alert.check());
    ObjectNode details = payload.putObject("custom_details");
    details.put("key", notice.key());
    details.put("facts", String.join("\n", Wording.facts(notice)));
    for (Remedy remedy : Wording.remedies(notice)) {
      details.put(remedy.what(), remedy.command());
    }
    return event;
  }

  private static String severity(Notice notice) {
    return notice.urgency() == Urgency.PAGE
        ? "critical"
        : notice.urgency() == Urgency.TICKET ? "warning" : "info";
  }

  @Override
  public Answer probe() {
    return http.probe(to.url(), List.of(to.key().resolve()));
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
