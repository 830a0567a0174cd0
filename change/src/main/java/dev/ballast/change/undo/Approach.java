package dev.ballast.change.undo;

/// How the undo of one statement is found.
sealed interface Approach {

  /// It follows from the statement and from what was there before.
  record Known(StatementUndo undo) implements Approach {
    static Known nothing(String remains) {
      return new Known(new StatementUndo.Nothing(remains));
    }

    static Known oneWay(String reason) {
      return new Known(new StatementUndo.OneWay(reason));
    }

    static Known undecided(String reason) {
      return new Known(new StatementUndo.Undecided(reason));
    }

    static Known by(String... statements) {
      return new Known(StatementUndo.Undoable.by(statements));
    }
  }

  /// It changes rows, whose former values are not kept.
  ///
  /// @param loss a sentence with `%s` for how many rows: `the old values of %s are not kept`
  record Rows(String loss) implements Approach {}

  /// It follows from what differs in the catalogs before and after.
  ///
  /// @param unchanged what holds where nothing differs
  /// @param variant how the statements are to be changed
  record Compared(FacetReading reading, String unchanged, Variant variant) implements Approach {
    static final String NO_CHANGE = "the catalogs hold what they held before";

    static Compared of(FacetReading reading) {
      return new Compared(reading, NO_CHANGE, Variant.NONE);
    }

    static Compared of(FacetReading reading, String unchanged) {
      return new Compared(reading, unchanged, Variant.NONE);
    }

    Compared with(Variant other) {
      return new Compared(reading, unchanged, other);
    }
  }
}
