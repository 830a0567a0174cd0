package dev.ballast.targets.config;

import dev.ballast.postgres.Loopback;
import dev.ballast.targets.config.AlertSettings.Login;
import dev.ballast.targets.config.RouteSettings.Alertmanager;
import dev.ballast.targets.config.RouteSettings.MailServer;
import dev.ballast.targets.config.RouteSettings.MailTls;
import dev.ballast.targets.config.RouteSettings.PagerDuty;
import dev.ballast.targets.config.RouteSettings.Receiver;
import dev.ballast.targets.config.RouteSettings.Slack;
import dev.ballast.targets.config.RouteSettings.Smtp;
import dev.ballast.targets.config.RouteSettings.Webhook;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a route of the section `alerts`. For one file.
final class RouteReader {
  private static final ScalarType<String> TYPE =
      AlertReader.oneOf(
          "a type of route", List.of("webhook", "slack", "pagerduty", "alertmanager", "smtp"));
  private static final ScalarType<String> MAIL_TLS =
      AlertReader.oneOf("how mail is protected", List.of("starttls", "tls", "none"));
  private static final ScalarType<URI> URL = ScalarType.text("a URL", RouteReader::url);
  private static final ScalarType<String> MAILBOX =
      ScalarType.text("an address", RouteReader::mailbox);
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final int PLAIN = 25;

  private final ScalarType<Path> path;
  private final ScalarType<SecretReference> secret;

  RouteReader(ScalarType<Path> path, ScalarType<SecretReference> secret) {
    this.path = path;
    this.secret = secret;
  }

  Optional<RouteSettings> read(Section section) {
    ConfigurationReader.checkName(section);
    Optional<String> type = section.required("type", TYPE);
    Optional<Path> root = section.optional("root-certificate", path);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<Receiver> receiver =
        switch (type.get()) {
          case "webhook" -> webhook(section);
          case "slack" -> section.required("url", secret).map(Slack::new);
          case "pagerduty" -> pagerDuty(section);
          case "alertmanager" -> alertmanager(section);
          default -> smtp(section);
        };
    section.done();
    return receiver.map(r -> new RouteSettings(section.name(), r, root));
  }

  private Optional<Receiver> webhook(Section section) {
    Optional<URI> url = section.required("url", URL);
    Optional<SecretReference> signature = section.optional("signature-key", secret);
    Optional<SecretReference> authorization = section.optional("authorization", secret);
    safe(section, url, "authorization", authorization);
    return url.map(u -> new Webhook(u, signature, authorization));
  }

  private Optional<Receiver> pagerDuty(Section section) {
    Optional<URI> url = section.optional("url", URL);
    Optional<SecretReference> key = section.required("key", secret);
    safe(section, url, "key", key);
    return key.map(k -> new PagerDuty(url.orElse(PagerDuty.USUAL), k));
  }

  private Optional<Receiver> alertmanager(Section section) {
    Optional<URI> url = section.required("url", URL);
    Optional<SecretReference> authorization = section.optional("authorization", secret);
    safe(section, url, "authorization", authorization);
    return url.map(u -> new Alertmanager(u, authorization));
  }

  /// Refuses to send a secret where others can read it.
  static void safe(Section section, Optional<URI> url, String key, Optional<SecretReference> sent) {
    if (url.isPresent()
        && sent.isPresent()
        && url.get().getScheme().equals("http")
        && !Loopback.names(url.get().getHost())) {
      section.reject(key, "a secret is sent by https or to this machine only");
    }
  }

  private Optional<Receiver> smtp(Section section) {
    Optional<String> host = section.required("server", Values.HOST);
    MailTls tls =
        section
            .optional("tls", MAIL_TLS)
            .map(text -> MailTls.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(MailTls.STARTTLS);
    int usual =
        switch (tls) {
          case STARTTLS -> SUBMISSION;
          case TLS -> SUBMISSIONS;
          case NONE -> PLAIN;
        };
    int port = section.optional("port", Values.PORT).orElse(usual);
    if (tls == MailTls.NONE && host.isPresent() && !Loopback.names(host.get())) {
      section.reject("tls", "mail is sent without TLS within this machine only");
    }
    Optional<String> user = section.optional("user", Values.NOT_BLANK);
    Optional<SecretReference> password = section.optional("password", secret);
    if (section.has("user") != section.has("password")) {
      section.missing(section.has("user") ? "password" : "user");
    }
    Optional<String> from = section.required("from", MAILBOX);
    List<String> to = section.values("to", MAILBOX);
    if (!section.has("to")) {
      section.missing("to");
    } else if (section.isEmptyList("to")) {
      section.reject("to", "to names nobody");
    }
    return host.flatMap(
        h ->
            from.map(
                f ->
                    new Smtp(
                        new MailServer(h, port, tls),
                        user.flatMap(u -> password.map(p -> new Login(u, p))),
                        f,
                        to)));
  }

  static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null
          || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          || url.getUserInfo() != null
          || url.getFragment() != null) {
        throw new IllegalArgumentException(
            "must be http:// or https:// with a host and without a user");
      }
      return url;
    } catch (URISyntaxException e) {
      // Its message would repeat the text, which may hold a secret.
      throw new IllegalArgumentException("is not a URL", e);
    }
  }

  private static String mailbox(String text) {
    if (!text.matches("[!-~&&[^@<>,;:\"()\\[\\]\\\\]]{1,64}@[A-Za-z0-9.-]{1,253}")) {
      throw new IllegalArgumentException("must be an address such as dba@example.com");
    }
    return text;
  }
}
