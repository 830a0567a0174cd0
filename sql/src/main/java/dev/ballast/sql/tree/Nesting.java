package dev.ballast.sql.tree;

/// Counts how deep a reader has gone. Readers, and those who go through what they made, go by
/// recursion; the bound keeps them within half a megabyte of stack, which every thread has. For one
/// text, not safe for more than one thread.
final class Nesting {
  /// Levels of expressions within expressions; chains of `AND`, `OR` and of one operator are one
  /// level, and so are the branches of a `UNION`.
  static final int MAX_LEVELS = 250;

  private int levels;

  /// One level down, or several where more of the stack is needed.
  void enter(int weight) {
    levels += weight;
    if (levels > MAX_LEVELS) {
      throw new TooDeep();
    }
  }

  void leave(int weight) {
    levels -= weight;
  }

  /// Ends a reading; [Parser] makes a refusal of it.
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super("nested more than " + MAX_LEVELS + " levels deep");
    }
  }
}
