package dev.ballast.rules.lint;

import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The ways on which psql can come through a script with an `\if` that nobody can decide here.
///
/// On the first way it takes the first branch of each, on the second the second, and so on to the
/// last: so each statement is on one of the ways, and statements that exclude each other are not
/// on one.
///
/// @param undecided from each `\if` to the end of its block
record Branches(List<List<ScriptPart>> ways, List<Span> undecided) {
  /// So many branches of one `\if` are told apart; those behind are read as one.
  private static final int MAX_WAYS = 8;

  Branches {
    ways = List.copyOf(ways);
    undecided = List.copyOf(undecided);
  }

  static Branches of(List<ScriptPart> parts) {
    Map<ScriptPart, Integer> counts = new HashMap<>();
    List<Span> undecided = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    for (ScriptPart part : parts) {
      if (!(part instanceof ScriptPart.Meta meta)) {
        continue;
      }
      switch (meta.name()) {
        case "if" -> {
          open.push(new Open(part));
          // The way on which no branch is taken, unless there is an \else.
          counts.put(part, 2);
        }
        case "elif" -> {
          if (!open.isEmpty()) {
            counts.merge(open.peek().part(), 1, Integer::sum);
          }
        }
        case "endif" -> {
          if (!open.isEmpty()) {
            int from = open.pop().part().span().start();
            undecided.add(new Span(from, part.span().end()));
          }
        }
        default -> {}
      }
    }
    if (counts.isEmpty()) {
      return new Branches(List.of(parts), List.of());
    }
    int end = parts.getLast().span().end();
    open.forEach(left -> undecided.add(new Span(left.part().span().start(), end)));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    List<List<ScriptPart>> ways = new ArrayList<>();
    for (int way = 0; way < Math.min(most, MAX_WAYS); way++) {
      ways.add(way(parts, way, counts));
    }
    return new Branches(ways, undecided);
  }

  private record Open(ScriptPart part) {}

  /// A block on one way.
  ///
  /// @param branch the one that is read, from 0
  /// @param taken the one that is taken
  private record Block(int branch, int taken) {
    boolean isTaken() {
      return branch == taken;
    }

    Block next() {
      return new Block(branch + 1, taken);
    }
  }

  private static List<ScriptPart> way(
      List<ScriptPart> parts, int way, Map<ScriptPart, Integer> counts) {
    List<ScriptPart> taken = new ArrayList<>();
    Deque<Block> open = new ArrayDeque<>();
    for (ScriptPart part : parts) {
      String command = part instanceof ScriptPart.Meta meta ? meta.name() : "";
      switch (command) {
        case "if" -> {
          if (open.stream().allMatch(Block::isTaken)) {
            taken.add(part);
          }
          open.push(new Block(0, Math.min(way, counts.getOrDefault(part, 1) - 1)));
        }
        case "elif", "else" -> {
          if (!open.isEmpty()) {
            open.push(open.pop().next());
          }
        }
        case "endif" -> open.poll();
        default -> {
          if (open.stream().allMatch(Block::isTaken)) {
            taken.add(part);
          }
        }
      }
    }
    return taken;
  }

  /// Whether a place is in a branch that may not run.
  boolean hold(Span place) {
    return undecided.stream()
        .anyMatch(block -> block.start() <= place.start() && place.end() <= block.end());
  }

  /// Whether a branch that may not run is before a place.
  boolean precede(Span place) {
    return undecided.stream().anyMatch(block -> block.start() <= place.start());
  }
}
