package dev.ballast.store.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a target had of one kind when it was read.
///
/// @param kind such as `setting`
/// @param items in the order of their keys, each key once
public record Inventory(String target, String kind, Instant readAt, List<Item> items) {
  public Inventory {
    requireNonNull(target, "target is null");
    requireNonNull(kind, "kind is null");
    readAt = readAt.truncatedTo(ChronoUnit.MILLIS);
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(Item::key));
    Set<String> keys = new HashSet<>();
    // Two names of a server may become one where the store cannot hold what tells them apart.
    sorted.removeIf(item -> !keys.add(item.key()));
    items = List.copyOf(sorted);
  }

  public Optional<Item> item(String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst();
  }

  /// What is different in `later`, in the order of the keys; empty where nothing is.
  public Optional<Difference> to(Inventory later) {
    Map<String, Item> before = new HashMap<>();
    items.forEach(item -> before.put(item.key(), item));
    List<ItemChange> changes = new ArrayList<>();
    for (Item now : later.items) {
      Optional<Item> old = Optional.ofNullable(before.remove(now.key()));
      if (!old.equals(Optional.of(now))) {
        changes.add(new ItemChange(now.key(), old, Optional.of(now)));
      }
    }
    before
        .values()
        .forEach(
            gone -> changes.add(new ItemChange(gone.key(), Optional.of(gone), Optional.empty())));
    changes.sort(Comparator.comparing(ItemChange::key));
    return changes.isEmpty() ? Optional.empty() : Optional.of(new Difference(this, later, changes));
  }
}
