package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.config.AlertSettings.Login;
import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A receiver of messages about alerts.
///
/// @param rootCertificate PEM file with the authority that vouches for the receiver; the JVM's own
///     authorities do where there is none
public record RouteSettings(String name, Receiver receiver, Optional<Path> rootCertificate) {
  public RouteSettings {
    requireNonNull(name, "name is null");
    requireNonNull(receiver, "receiver is null");
    requireNonNull(rootCertificate, "rootCertificate is null");
  }

  /// What it is and where.
  public sealed interface Receiver {
    /// As `type` has it.
    String type();
  }

  /// Anything that takes JSON by POST.
  ///
  /// @param signature the key of the HMAC of what is sent
  /// @param authorization value of the header `Authorization`
  public record Webhook(
      URI url, Optional<SecretReference> signature, Optional<SecretReference> authorization)
      implements Receiver {
    @Override
    public String type() {
      return "webhook";
    }
  }

  /// A channel of Slack by one of its incoming webhooks, whose URL is the secret.
  public record Slack(SecretReference url) implements Receiver {
    @Override
    public String type() {
      return "slack";
    }
  }

  /// A service of PagerDuty by its Events API v2.
  ///
  /// @param key the integration's key
  public record PagerDuty(URI url, SecretReference key) implements Receiver {
    /// Where events of accounts outside of the EU go.
    static final URI USUAL = URI.create("https://events.pagerduty.com/v2/enqueue");

    @Override
    public String type() {
      return "pagerduty";
    }
  }

  /// An Alertmanager by its API v2.
  ///
  /// @param url before `/api/v2/alerts`
  /// @param authorization value of the header `Authorization`
  public record Alertmanager(URI url, Optional<SecretReference> authorization) implements Receiver {
    @Override
    public String type() {
      return "alertmanager";
    }
  }

  /// Mailboxes.
  public record Smtp(MailServer server, Optional<Login> login, String from, List<String> to)
      implements Receiver {
    public Smtp {
      to = List.copyOf(to);
    }

    @Override
    public String type() {
      return "smtp";
    }
  }

  /// The server that mail is handed to.
  public record MailServer(String host, int port, MailTls tls) {}

  /// When a session with a mail server becomes TLS.
  public enum MailTls {
    /// By a command, before anything else is said.
    STARTTLS,
    /// At once.
    TLS,
    /// Never; within this machine only.
    NONE
  }
}
