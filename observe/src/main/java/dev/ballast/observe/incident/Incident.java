package dev.ballast.observe.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// An alert that nothing explains, and all that it explains.
///
/// @param root whose id is the incident's
/// @param effects in the order in which they were raised
public record Incident(Alert root, List<Alert> effects) {
  public Incident {
    requireNonNull(root, "root is null");
    effects = List.copyOf(effects);
  }

  /// Groups alerts by the one that is at the root of each, in the order of the roots. One whose
  /// cause is not among them stands for itself.
  public static List<Incident> of(List<Alert> alerts) {
    Map<UUID, Alert> byId = new HashMap<>();
    alerts.forEach(alert -> byId.put(alert.id(), alert));
    Map<UUID, List<Alert>> effects = new LinkedHashMap<>();
    alerts.stream()
        .filter(alert -> root(alert, byId).equals(alert))
        .forEach(alert -> effects.put(alert.id(), new ArrayList<>()));
    for (Alert alert : alerts) {
      Alert root = root(alert, byId);
      if (!root.equals(alert)) {
        requireNonNull(effects.get(root.id())).add(alert);
      }
    }
    return effects.entrySet().stream()
        .map(
            each ->
                new Incident(
                    requireNonNull(byId.get(each.getKey())),
                    each.getValue().stream()
                        .sorted(Comparator.comparing(Alert::raisedAt))
                        .toList()))
        .toList();
  }

  /// Two that explain each other are explained by the one whose id is less.
  private static Alert root(Alert alert, Map<UUID, Alert> byId) {
    Set<UUID> passed = new HashSet<>();
    Alert at = alert;
    while (passed.add(at.id())) {
      Optional<Alert> cause = at.cause().map(byId::get);
      if (cause.isEmpty()) {
        return at;
      }
      at = cause.get();
    }
    return requireNonNull(
        byId.get(passed.stream().min(Comparator.comparing(UUID::toString)).orElseThrow()));
  }

  /// The root and its effects.
  public List<Alert> alerts() {
    return Stream.concat(Stream.of(root), effects.stream()).toList();
  }

  /// When the first of it was wrong.
  public Instant since() {
    return alerts().stream().map(Alert::since).min(Comparator.naturalOrder()).orElseThrow();
  }

  /// When the last of it was over; empty while one is open.
  public Optional<Instant> endedAt() {
    return alerts().stream().anyMatch(Alert::open)
        ? Optional.empty()
        : alerts().stream()
            .map(alert -> alert.resolvedAt().orElseThrow())
            .max(Comparator.naturalOrder());
  }

  /// The highest of all its alerts.
  public Urgency urgency() {
    return alerts().stream().map(Alert::urgency).max(Comparator.naturalOrder()).orElseThrow();
  }
}
