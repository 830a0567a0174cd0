package dev.ballast.observe.medium;

import dev.ballast.evidence.Clock;
import dev.ballast.store.alert.Alert;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.RouteSettings.Alertmanager;
import dev.ballast.targets.config.RouteSettings.PagerDuty;
import dev.ballast.targets.config.RouteSettings.Slack;
import dev.ballast.targets.config.RouteSettings.Smtp;
import dev.ballast.targets.config.RouteSettings.Webhook;
import java.util.List;

/// A way to notify somebody. Safe for any number of threads.
public interface Medium extends AutoCloseable {
  /// Sends a message, within a minute.
  Answer send(Notice notice);

  /// Whether the receiver can be reached, without notifying anybody.
  Answer probe();

  /// Whether the receiver keeps what is open, so that a message that something came back notifies
  /// people once more.
  default boolean keepsState() {
    return false;
  }

  /// Whether the receiver forgets what is open unless it is said again.
  default boolean repeats() {
    return false;
  }

  /// Says again what is open.
  ///
  /// @param open what the receiver was notified of
  default Answer repeat(List<Alert> open) {
    throw new IllegalStateException("the receiver does not forget");
  }

  @Override
  void close();

  /// Opens a route. Secrets are read whenever something is sent. Fault `route-unusable` where its
  /// root certificate cannot be read.
  static Medium of(RouteSettings route, Clock clock) {
    return switch (route.receiver()) {
      case Webhook to -> new WebhookMedium(to, HttpPost.trusting(route.rootCertificate()), clock);
      case Slack to -> new SlackMedium(to, HttpPost.trusting(route.rootCertificate()));
      case PagerDuty to -> new PagerDutyMedium(to, HttpPost.trusting(route.rootCertificate()));
      case Alertmanager to ->
          new AlertmanagerMedium(to, HttpPost.trusting(route.rootCertificate()), clock);
      case Smtp to -> new MailMedium(to, route.rootCertificate());
    };
  }
}
