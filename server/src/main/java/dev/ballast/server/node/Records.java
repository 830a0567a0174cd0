package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.inventory.InventoryBook;
import java.nio.file.Path;
import java.util.Optional;

/// What a node keeps of its targets beside figures: what happened, and what they have.
record Records(EventLog events, InventoryBook inventories) {
  /// What waits for a store that cannot be reached: some 20,000 events.
  private static final long EVENT_BYTES = 16L << 20;

  /// Begins to store; ended with the parts.
  static Records start(Path state, SessionPool pool, Parts parts, Clock clock) {
    EventLog events = EventLog.open(state.resolve("events"), EVENT_BYTES, pool, clock);
    parts.onEnd(events::close);
    parts.onEnd(Worker.start("events", events)::close);
    InventoryBook inventories =
        new InventoryBook(pool, d -> Inventories.report(d, events::accept), clock);
    parts.onEnd(Worker.start("inventories", inventories)::close);
    return new Records(events, inventories);
  }

  /// Why the store does not take them at present.
  Optional<Fault> failing() {
    return events.failing().or(inventories::failing);
  }
}
