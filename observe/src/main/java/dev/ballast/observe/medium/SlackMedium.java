package dev.ballast.observe.medium;

import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.HttpPost.Message;
import dev.ballast.store.alert.Remedy;
import dev.ballast.targets.config.RouteSettings.Slack;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An incoming webhook of Slack. What comes from databases stands in elements that Slack takes
/// literally, so that it can neither mention anybody nor look like a link; Slack knows no key by
/// which it would recognise a message that comes twice.
final class SlackMedium implements Medium {
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String ELEMENTS = "elements";

  private final Slack to;
  private final HttpPost http;

  SlackMedium(Slack to, HttpPost http) {
    this.to = to;
    this.http = http;
  }

  @Override
  public Answer send(Notice notice) {
    String secret = to.url().resolve();
    return http.post(
        HttpPost.secretUrl(secret),
        new Message(body(notice).toString(), List.of(), List.of(secret, pathOf(secret))));
  }

  private static String pathOf(String secret) {
    return HttpPost.secretUrl(secret).getRawPath();
  }

  static ObjectNode body(Notice notice) {
    ObjectNode body = Json.mapper().createObjectNode();
    // What notifications show, which has no other form than this.
    body.put(TEXT, escaped(Wording.textLine(notice)));
    body.put("mrkdwn", false);
    body.put("unfurl_links", false);
    ArrayNode parts = body.putArray("blocks").addObject().put(TYPE, "rich_text").putArray(ELEMENTS);
    ObjectNode headline =
        parts.addObject().put(TYPE, "rich_text_section").putArray(ELEMENTS).addObject();
    headline
        .put(TYPE, TEXT)
        .put(TEXT, Wording.headline(notice))
        .putObject("style")
        .put("bold", true);
    plain(parts, "rich_text_section", "\n" + String.join("\n", Wording.facts(notice)) + "\n");
    for (Remedy remedy : Wording.remedies(notice)) {
      plain(parts, "rich_text_section", "\n" + remedy.what() + ":\n");
      plain(parts, "rich_text_preformatted", remedy.command());
    }
    return body;
  }

  private static void plain(ArrayNode parts, String kind, String text) {
    parts
        .addObject()
        .put(TYPE, kind)
        .putArray(ELEMENTS)
        .addObject()
        .put(TYPE, TEXT)
        .put(TEXT, text);
  }

  /// The three characters that have a meaning in Slack's own form of text.
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public Answer probe() {
    String secret = to.url().resolve();
    URI url = HttpPost.secretUrl(secret);
    return http.probe(url, List.of(secret, pathOf(secret)));
  }

  @Override
  public void close() {
    http.close();
  }
}
