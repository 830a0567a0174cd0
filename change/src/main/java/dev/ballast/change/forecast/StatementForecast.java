package dev.ballast.change.forecast;

import java.util.List;
import java.util.Optional;

/// What is predicted of one statement.
public sealed interface StatementForecast {

  /// The statement.
  MeasuredStatement measured();

  /// It can be predicted.
  ///
  /// @param seconds how long it will take
  /// @param wal bytes of write-ahead log
  /// @param blocked statements of others that will have to wait; empty where the traffic of
  ///     production is not known, or nobody is kept out
  /// @param dominating what takes most of the time
  /// @param basis where the width of the intervals comes from, as a sentence
  /// @param assumptions what was not known and is assumed, each a sentence
  record Predicted(
      MeasuredStatement measured,
      Interval seconds,
      Interval wal,
      Optional<Interval> blocked,
      Dominating dominating,
      String basis,
      List<String> assumptions)
      implements StatementForecast {
    public Predicted {
      assumptions = List.copyOf(assumptions);
    }
  }

  /// It cannot be predicted.
  record Undecided(MeasuredStatement measured, String reason) implements StatementForecast {}

  /// What takes most of the time of a statement.
  enum Dominating {
    CATALOG("the catalogs, whatever the size of the table"),
    SCAN("reading the table"),
    REWRITE("writing the table to another file"),
    INDEX_BUILD("sorting and writing indexes"),
    ROWS("changing rows"),
    WAL("writing the write-ahead log"),
    LOCKS("waiting for locks");

    private final String words;

    Dominating(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
