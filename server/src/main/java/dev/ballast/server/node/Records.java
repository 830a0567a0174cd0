package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.event.EventSink;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.inventory.InventoryBook;
import dev.ballast.store.statement.KeptStatement;
import dev.ballast.store.statement.StatementBook;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a node keeps of its targets beside figures: what happened, and what they have.
record Records(
    EventLog events, InventoryBook inventories, StatementBook statements, EventSink sink) {
  /// What waits for a store that cannot be reached: some 20,000 events.
  private static final long EVENT_BYTES = 16L << 20;

  /// Begins to store; ended with the parts.
  ///
  /// @param also takes each event too
  static Records start(Path state, SessionPool pool, EventSink also, Parts parts, Clock clock) {
    EventLog events = EventLog.open(state.resolve("events"), EVENT_BYTES, pool, clock);
    parts.onEnd(events::close);
    EventSink both =
        event -> {
          events.accept(event);
          also.accept(event);
        };
    InventoryBook inventories = new InventoryBook(pool, d -> Inventories.report(d, both), clock);
    StatementBook statements = new StatementBook(pool, clock);
    Records records = new Records(events, inventories, statements, both);
    // When none of the loops runs any more.
    parts.onEnd(records::storeAll);
    parts.run("events", events);
    parts.run("inventories", inventories);
    parts.run("statements", statements);
    return records;
  }

  /// Takes an event in.
  void happened(Event event) {
    sink.accept(event);
  }

  /// Stores what came last, where the store is there; otherwise the next process does.
  private void storeAll() {
    if (failing().isEmpty()) {
      try {
        inventories.store();
        statements.store();
        events.storeWaiting();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
      }
    }
  }

  /// Takes texts of statements in.
  void texts(String target, Map<StatementId, StatementText> texts) {
    texts.forEach(
        (id, text) ->
            statements.accept(
                new KeptStatement(
                    target, id.database(), id.queryId(), text.form().name(), text.text())));
  }

  /// Why the store does not take them at present.
  Optional<Fault> failing() {
    return events.failing().or(inventories::failing).or(statements::failing);
  }
}
