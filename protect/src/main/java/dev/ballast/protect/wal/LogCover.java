package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.vault.Vault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Puts stretches that may overlap in a row: at each position the one that reaches furthest and
/// whose record can be read. The records of the others are not read. For one thread.
final class LogCover {
  private final Vault vault;
  private final Map<TimelineId, List<Stretch>> byTimeline = new HashMap<>();
  private final List<Fault> damage = new ArrayList<>();

  LogCover(List<Stretch> stretches, Vault vault) {
    this.vault = vault;
    for (Stretch stretch : stretches) {
      byTimeline.computeIfAbsent(stretch.timeline(), _ -> new ArrayList<>()).add(stretch);
    }
    byTimeline.values().forEach(list -> list.sort(Comparator.comparing(Stretch::start)));
  }

  /// What could not be read of what was needed.
  List<Fault> damage() {
    return damage;
  }

  /// Stretches of a timeline without a gap, from a position on: to the first one that reaches
  /// `limit`, or as far as they go.
  List<Stretch> from(TimelineId timeline, Lsn start, Optional<Lsn> limit) {
    List<Stretch> row = new ArrayList<>();
    PriorityQueue<Stretch> candidates =
        new PriorityQueue<>(Comparator.comparing(Stretch::end).reversed());
    Lsn position = start;
    List<Stretch> all = byTimeline.getOrDefault(timeline, List.of());
    int next = 0;
    while (limit.isEmpty() || position.isBefore(limit.get())) {
      while (next < all.size() && !position.isBefore(all.get(next).start())) {
        candidates.add(all.get(next++));
      }
      Optional<Stretch> furthest = furthest(candidates, position);
      if (furthest.isEmpty()) {
        break;
      }
      row.add(furthest.get());
      position = furthest.get().end();
    }
    return row;
  }

  private Optional<Stretch> furthest(PriorityQueue<Stretch> candidates, Lsn position) {
    while (!candidates.isEmpty()) {
      Stretch stretch = candidates.remove();
      if (!stretch.covers(stretch.timeline(), position)) {
        return Optional.empty();
      }
      try {
        Stretch confirmed = stretch.confirmed(vault);
        if (confirmed.covers(stretch.timeline(), position)) {
          return Optional.of(confirmed);
        }
      } catch (Fault fault) {
        damage.add(LogCatalogue.requireDamage(fault));
      }
    }
    return Optional.empty();
  }
}
