package dev.ballast.observe.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.event.EventDetail;
import dev.ballast.targets.config.OwnerRule;
import dev.ballast.targets.config.TicketSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whose a ticket is. Immutable.
public record Ownership(TicketSettings settings) {
  public Ownership {
    requireNonNull(settings, "settings is null");
  }

  /// By the first rule that fits the alert, or the one owner for all others.
  public Optional<String> of(Alert alert) {
    return settings.owners().stream()
        .filter(rule -> fits(rule, alert))
        .map(OwnerRule::owner)
        .findFirst()
        .or(settings::owner);
  }

  /// Whose is what is about a target as a whole, by the first rule that asks nothing else.
  public Optional<String> of(String target) {
    return ofTargets().apply(target);
  }

  /// The same for who asks about many targets.
  public Function<String, Optional<String>> ofTargets() {
    Map<String, String> owners = new HashMap<>();
    for (OwnerRule rule : settings.owners()) {
      if (rule.check().isEmpty()
          && rule.database().isEmpty()
          && rule.schema().isEmpty()
          && rule.application().isEmpty()) {
        rule.target().ifPresent(target -> owners.putIfAbsent(target, rule.owner()));
      }
    }
    return target -> Optional.ofNullable(owners.get(target)).or(settings::owner);
  }

  private static boolean fits(OwnerRule rule, Alert alert) {
    return agrees(rule.target(), Optional.of(alert.target()))
        && agrees(rule.check(), Optional.of(alert.check()))
        && agrees(rule.database(), known(alert, "database"))
        && agrees(rule.schema(), known(alert, "schema"))
        && agrees(rule.application(), known(alert, "application_name"));
  }

  private static boolean agrees(Optional<String> wanted, Optional<String> known) {
    return wanted.isEmpty() || wanted.equals(known);
  }

  private static Optional<String> known(Alert alert, String name) {
    return alert
        .subject()
        .value(name)
        .or(
            () ->
                alert.condition().evidence().stream()
                    .filter(detail -> detail.name().equals(name))
                    .map(EventDetail::value)
                    .findFirst());
  }
}
