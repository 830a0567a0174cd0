package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.watch.Board;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.targets.config.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a node evaluates checks with: what it knows of the targets that it watches.
record Alerting(Board board, Records records, Supplier<Configuration> inForce, Clock clock) {

  /// Begins to evaluate; ended with the parts.
  AlertWatch start(AlertTable table, Parts parts) {
    AlertWatch watch = new AlertWatch(AllChecks.list(), this::observed, table, clock);
    parts.onEnd(Worker.start("alerts", watch)::close);
    return watch;
  }

  private List<Observed> observed() {
    return inForce.get().targets().stream()
        .flatMap(
            target ->
                board
                    .target(target.name())
                    .map(
                        state ->
                            new Observed(
                                target, state, inventories(target.name()), List.of(), clock.now()))
                    .stream())
        .toList();
  }

  private List<Inventory> inventories(String target) {
    return Inventories.all().stream()
        .map(kind -> records.inventories().latest(target, kind.name()))
        .flatMap(Optional::stream)
        .toList();
  }
}
