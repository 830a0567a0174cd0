package dev.ballast.observe.inventory;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import java.time.Duration;
import java.util.List;

/// One kind of things that servers have. Without state, safe for any number of threads.
public abstract class InventoryKind {
  private final String name;
  private final Duration cadence;

  /// @param cadence how often it is read
  protected InventoryKind(String name, Duration cadence) {
    this.name = requireNonNull(name, "name is null");
    this.cadence = requireNonNull(cadence, "cadence is null");
  }

  public final String name() {
    return name;
  }

  public final Duration cadence() {
    return cadence;
  }

  /// What it is about, in a sentence without a full stop.
  public abstract String help();

  /// Asks the server. Throws what it answers.
  public abstract List<Item> read(Session session, ServerFacts server);

  /// What people read of a difference, in the order in which it happened as far as is known.
  public abstract List<Event> events(Difference difference);
}
