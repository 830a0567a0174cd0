package dev.ballast.observe.notify;

import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// How all alerts stand that a route may have to be notified of, and which explains which.
/// Immutable.
final class Standings {
  private final List<Standing> all;
  private final Map<UUID, Standing> byId = new HashMap<>();
  private final Map<UUID, List<Standing>> explained = new HashMap<>();

  Standings(List<Standing> all) {
    this.all = List.copyOf(all);
    all.forEach(each -> byId.put(each.alert(), each));
    for (Standing each : all) {
      if (each.open()) {
        root(each)
            .filter(root -> !root.equals(each))
            .ifPresent(
                root -> explained.computeIfAbsent(root.alert(), _ -> new ArrayList<>()).add(each));
      }
    }
  }

  List<Standing> all() {
    return all;
  }

  Optional<Standing> of(UUID alert) {
    return Optional.ofNullable(byId.get(alert));
  }

  /// The open alert at the end of the causes; empty where there is none.
  private Optional<Standing> root(Standing of) {
    Set<UUID> seen = new HashSet<>();
    Standing at = of;
    while (seen.add(at.alert())) {
      Optional<Standing> next = at.cause().map(byId::get).filter(Standing::open);
      if (next.isEmpty()) {
        return Optional.of(at).filter(end -> !end.alert().equals(of.alert()));
      }
      at = next.get();
    }
    return Optional.empty();
  }

  /// The open alert that explains this one in the end.
  Optional<Standing> explanation(Standing of) {
    return of.open() ? root(of) : Optional.empty();
  }

  /// The open alerts that this one explains, directly or not.
  List<Standing> explainedBy(Standing cause) {
    return explained.getOrDefault(cause.alert(), List.of());
  }

  /// The highest of an alert and those that it explains.
  Urgency urgency(Standing of) {
    Urgency highest = of.urgency();
    for (Standing each : explainedBy(of)) {
      highest = each.urgency().compareTo(highest) > 0 ? each.urgency() : highest;
    }
    return highest;
  }

  /// The mute that is about an alert; of several one that silences pages, then the longest.
  static Optional<Mute> mute(Standing of, List<Mute> mutes, Instant at) {
    return mutes.stream()
        .filter(mute -> mute.inForceAt(at))
        .filter(mute -> mute.isAbout(of.kind().target(), of.kind().check(), of.subject()))
        .max(
            (one, other) ->
                one.pages() == other.pages()
                    ? one.endsAt().compareTo(other.endsAt())
                    : Boolean.compare(one.pages(), other.pages()));
  }
}
