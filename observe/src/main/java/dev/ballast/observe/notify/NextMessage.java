package dev.ballast.observe.notify;

import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Delivery;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.Standing;
import dev.ballast.store.delivery.Standing.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a route has to get next about an alert: the difference between how it stands and what the
/// last message said. Immutable.
///
/// @param route name of the route
/// @param keepsState whether the receiver notifies people again where something comes back
record NextMessage(
    String route, boolean keepsState, Routing routing, List<Mute> mutes, Instant now) {
  /// So long causes have time to be found, under which an alert is listed.
  static final Duration GROUPING = Duration.ofSeconds(10);

  /// What came back before is not believed to be over before it has been so for this long.
  static final Duration SETTLED = Duration.ofMinutes(10);

  /// What came back notifies people again if it stays for this long.
  static final Duration STAYED = Duration.ofMinutes(15);

  /// A message to make.
  record Next(MessageKind kind, Urgency urgency) {}

  Optional<Next> of(Standing alert, Standings all) {
    if (alert.told().map(Told::waiting).orElse(false)) {
      return Optional.empty();
    }
    return alert.open() ? open(alert, all) : resolved(alert);
  }

  private Optional<Next> resolved(Standing alert) {
    Instant resolvedAt = alert.times().resolvedAt().orElseThrow();
    if (alert.told().isEmpty()) {
      return over(alert, resolvedAt);
    }
    Told told = alert.told().get();
    Duration settling = alert.times().returns() > 0 ? SETTLED : Duration.ZERO;
    boolean waits =
        !keepsState && routing.way(route, alert, told.urgency(), now) == Routing.Way.LATER;
    return told.kind() == MessageKind.RESOLVED || waits || now.isBefore(resolvedAt.plus(settling))
        ? Optional.empty()
        : Optional.of(new Next(MessageKind.RESOLVED, told.urgency()));
  }

  /// A page that was over before anybody could be notified of it is reported, where that wakes
  /// nobody.
  private Optional<Next> over(Standing alert, Instant resolvedAt) {
    boolean reported =
        !keepsState
            && alert.urgency() == Urgency.PAGE
            && alert.cause().isEmpty()
            && Standings.mute(alert, mutes, resolvedAt).isEmpty()
            && routing.way(route, alert, Urgency.PAGE, now) == Routing.Way.NOW;
    return reported
        ? Optional.of(new Next(MessageKind.RESOLVED, alert.urgency()))
        : Optional.empty();
  }

  private Optional<Next> open(Standing alert, Standings all) {
    Urgency urgency = all.urgency(alert);
    if (routing.way(route, alert, urgency, now) != Routing.Way.NOW
        || isExplained(alert, all)
        || Standings.mute(alert, mutes, now).filter(m -> m.silences(urgency)).isPresent()) {
      return Optional.empty();
    }
    if (alert.told().isEmpty()) {
      return now.isBefore(alert.times().raisedAt().plus(GROUPING))
          ? Optional.empty()
          : Optional.of(new Next(MessageKind.RAISED, urgency));
    }
    Told told = alert.told().get();
    boolean worse = urgency.compareTo(told.urgency()) > 0;
    if (worse) {
      return Optional.of(new Next(MessageKind.WORSENED, urgency));
    }
    return told.kind() == MessageKind.RESOLVED && mayReturn(alert)
        ? Optional.of(new Next(MessageKind.RETURNED, urgency))
        : Optional.empty();
  }

  /// Nobody is notified of what another alert explains, provided that somebody is of that one.
  private boolean isExplained(Standing alert, Standings all) {
    return all.explanation(alert)
        .filter(cause -> routing.reaches(cause, all.urgency(cause)))
        .isPresent();
  }

  /// Whether what a message says is sent with the cause, which was found since.
  boolean isSaidWithCause(Delivery message, Standings all) {
    return message.kind() != MessageKind.RESOLVED
        && !message.mayHaveArrived()
        && all.of(message.alert()).filter(alert -> isExplained(alert, all)).isPresent();
  }

  private boolean mayReturn(Standing alert) {
    return !keepsState
        || alert.times().returnedAt().map(at -> !now.isBefore(at.plus(STAYED))).orElse(true);
  }

  /// Why a message no longer says what is so; empty where it does, or where the receiver may have
  /// it already.
  static Optional<String> outdated(boolean open, MessageKind kind, boolean mayHaveArrived) {
    boolean saysOpen = kind != MessageKind.RESOLVED;
    return mayHaveArrived || saysOpen == open
        ? Optional.empty()
        : Optional.of(saysOpen ? "it was over before it could be sent" : "it came back");
  }
}
