package dev.ballast.observe.notify;

import dev.ballast.observe.check.Check;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Standing;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.AlertSettings.SendRule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which alerts go to which routes. Immutable.
final class Routing {
  private final AlertSettings settings;
  private final Map<String, String> topics;

  Routing(AlertSettings settings, List<Check> checks) {
    this.settings = settings;
    this.topics = checks.stream().collect(Collectors.toMap(Check::name, c -> c.topic().key()));
  }

  /// Whether an alert goes to a route.
  enum Way {
    NEVER,
    /// Once somebody reads what can wait.
    LATER,
    NOW
  }

  Way way(String route, Standing alert, Urgency urgency, Instant now) {
    Way best = Way.NEVER;
    for (SendRule rule : settings.rules()) {
      if (rule.to().contains(route) && fits(rule, alert, urgency)) {
        boolean open =
            urgency == Urgency.PAGE || rule.hours().map(hours -> hours.areNow(now)).orElse(true);
        if (open) {
          return Way.NOW;
        }
        best = Way.LATER;
      }
    }
    return best;
  }

  /// Whether anybody is notified of it, now or later.
  boolean reaches(Standing alert, Urgency urgency) {
    return settings.rules().stream().anyMatch(rule -> fits(rule, alert, urgency));
  }

  private boolean fits(SendRule rule, Standing alert, Urgency urgency) {
    return fitsUrgency(rule, urgency)
        && fits(rule.topics(), topics.getOrDefault(alert.kind().check(), ""))
        && fits(rule.targets(), alert.kind().target())
        && fits(rule.checks(), alert.kind().check())
        && rule.labels().stream()
            .allMatch(
                label ->
                    alert.subject().value(label.name()).map(label.value()::equals).orElse(false));
  }

  private static boolean fitsUrgency(SendRule rule, Urgency urgency) {
    return rule.urgencies().isEmpty()
        ? urgency != Urgency.NOTE
        : rule.urgencies().contains(urgency.name().toLowerCase(Locale.ROOT));
  }

  private static boolean fits(Set<String> wanted, String is) {
    return wanted.isEmpty() || wanted.contains(is);
  }
}
