package dev.ballast.observe.statement;

import dev.ballast.observe.text.StatementText;
import dev.ballast.sql.grammar.Fingerprint;
import dev.ballast.sql.grammar.Fingerprinted;
import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Rejected;
import dev.ballast.sql.script.SqlText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What is found in the texts of statements, remembered by text: the same ones are looked at every
/// few seconds. Safe for any number of threads.
public final class Shapes {
  private static final Set<String> OF_ROWS =
      Set.of("select", "insert", "update", "delete", "merge", "with", "values", "call", "execute");

  private static final int REMEMBERED = 5_000;
  private static final Shapes SHARED = new Shapes();

  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Shape> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shape> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// What a text shows.
  ///
  /// @param fingerprint the same for statements that differ in constants and lengths of lists only
  /// @param isOfRows whether it reads or writes rows, or calls a procedure or prepared statement
  public record Shape(Set<Habit> habits, Optional<Fingerprint> fingerprint, boolean isOfRows) {
    public Shape {
      habits = Set.copyOf(habits);
    }
  }

  private Shapes() {}

  /// Of a statement.
  public static Shape of(StatementText text) {
    return SHARED.shape(text);
  }

  /// Whether both are known in full and differ in constants and lengths of lists only.
  public static boolean areAlike(StatementText one, StatementText other) {
    Optional<Fingerprint> shape = of(one).fingerprint();
    return shape.isPresent() && shape.equals(of(other).fingerprint());
  }

  private Shape shape(StatementText text) {
    lock.lock();
    try {
      return known.computeIfAbsent(
          text.form() + " " + text.text(),
          key -> new Shape(Habits.of(text), fingerprint(text), isOfRows(text)));
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOfRows(StatementText text) {
    return SqlText.of(text.text()).tokens().stream()
        .findFirst()
        .filter(first -> OF_ROWS.contains(first.value()))
        .isPresent();
  }

  private static Optional<Fingerprint> fingerprint(StatementText text) {
    if (!text.isWhole() || text.text().isEmpty()) {
      return Optional.empty();
    }
    Fingerprinted print = Grammar.postgres18().fingerprint(text.text());
    return switch (print) {
      case Fingerprint made -> Optional.of(made);
      case Rejected rejected -> Optional.empty();
    };
  }
}
