package dev.ballast.observe.watch;

import dev.ballast.observe.event.EventSink;
import dev.ballast.observe.inventory.InventorySink;

/// Where what is found goes.
///
/// @param board the latest
/// @param readings all figures
/// @param inventories what targets have
/// @param texts of statements
/// @param events what happened
public record Findings(
    Board board,
    ReadingSink readings,
    InventorySink inventories,
    TextSink texts,
    EventSink events) {

  /// For who looks at the board only.
  public static Findings on(Board board) {
    return new Findings(
        board, (reading, pace) -> {}, inventory -> {}, (target, texts) -> {}, event -> {});
  }
}
