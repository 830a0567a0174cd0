package dev.ballast.observe.statement;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Locking;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// In which order transactions that deadlocked take their locks so that they do not, as far as the
/// statements that waited say it. A foreign key or a trigger may lock rows of other tables.
public sealed interface LockOrder {
  /// An order that avoids it.
  ///
  /// @param what a sentence without a full stop
  /// @param statements that take the locks in that order
  record Derived(String what, String statements) implements LockOrder {
    public Derived {
      requireNonNull(what, "what is null");
      requireNonNull(statements, "statements is null");
    }
  }

  /// None can be derived.
  ///
  /// @param why a sentence without a full stop
  record Unknown(String why) implements LockOrder {
    public Unknown {
      requireNonNull(why, "why is null");
    }
  }

  /// Of the statements that waited for each other.
  ///
  /// @param statements one of each session
  static LockOrder of(List<String> statements) {
    List<Touch> touches = new ArrayList<>();
    for (String text : statements) {
      Optional<Touch> touch =
          Parser.postgres18().parse(text) instanceof ParsedStatement.Understood understood
              ? Touch.of(text, understood.statement())
              : Optional.empty();
      if (touch.isEmpty()) {
        return new Unknown(
            "one of the statements is none that locks rows of one table: read what else its"
                + " transaction does");
      }
      touches.add(touch.get());
    }
    if (touches.size() < 2) {
      return new Unknown("fewer than two of the statements are known");
    }
    Set<QualifiedName> tables =
        touches.stream().map(Touch::table).collect(Collectors.toCollection(LinkedHashSet::new));
    return tables.size() == 1 ? ofRows(touches) : ofTables(touches);
  }

  private static LockOrder ofRows(List<Touch> touches) {
    QualifiedName table = touches.getFirst().table();
    List<String> key = touches.getFirst().key();
    if (key.isEmpty()
        || !touches.stream().allMatch(t -> Set.copyOf(t.key()).equals(Set.copyOf(key)))) {
      return new Unknown(
          "the statements find rows of %s by different conditions: lock them by its key, in the"
                  .formatted(table)
              + " order of the key, before they are changed");
    }
    String columns =
        key.stream().map(c -> QualifiedName.of(c).toString()).collect(Collectors.joining(", "));
    return new Derived(
        "Lock all rows of %s that the transaction changes by one statement, in the order of %s"
            .formatted(table, columns),
        "SELECT %s FROM %s WHERE %s ORDER BY %s FOR %s;"
            .formatted(
                columns,
                table,
                key.size() == 1
                    ? columns + " = ANY ($1)"
                    : "(%s) IN (%s, %s)".formatted(columns, row(key, 0), row(key, key.size())),
                columns,
                touches.stream().anyMatch(Touch::whole) ? "UPDATE" : "NO KEY UPDATE"));
  }

  private static String row(List<String> key, int after) {
    return IntStream.rangeClosed(after + 1, after + key.size())
        .mapToObj(n -> "$" + n)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// Any order is as good as another, where it is the same everywhere: that of the names.
  private static LockOrder ofTables(List<Touch> touches) {
    List<Touch> ordered =
        touches.stream()
            .distinct()
            .sorted(Comparator.comparing(touch -> touch.table().toString()))
            .toList();
    return new Derived(
        "Let every transaction lock rows of %s in this order"
            .formatted(
                ordered.stream()
                    .map(touch -> touch.table().toString())
                    .distinct()
                    .collect(Collectors.joining(" before "))),
        ordered.stream()
            .map(touch -> touch.text().endsWith(";") ? touch.text() : touch.text() + ";")
            .collect(Collectors.joining("\n")));
  }

  /// The rows that one statement locks.
  ///
  /// @param key the columns that are compared with values for equality, in order of the names
  /// @param whole whether a row is locked against being referenced, too
  record Touch(String text, QualifiedName table, List<String> key, boolean whole) {
    public Touch {
      key = List.copyOf(key);
    }

    private static Optional<Touch> of(String text, Statement statement) {
      return switch (statement) {
        case DataStatement.Update update ->
            Optional.of(new Touch(text, update.table(), key(update, update.table()), false));
        case DataStatement.Delete delete ->
            Optional.of(new Touch(text, delete.table(), key(delete, delete.table()), true));
        case DataStatement.Select select when isLocking(select) -> {
          QualifiedName table = select.query().relations().getFirst().name();
          yield Optional.of(new Touch(text, table, key(select, table), true));
        }
        case Statement other -> Optional.empty();
      };
    }

    private static boolean isLocking(DataStatement.Select select) {
      List<Locking> locks = select.query().locks();
      return !locks.isEmpty() && select.query().relations().size() == 1;
    }

    private static List<String> key(Statement statement, QualifiedName table) {
      return Lookups.of(statement, List.of()).stream()
          .filter(lookup -> lookup.table().equals(table))
          .findFirst()
          .map(lookup -> lookup.equal().stream().sorted().toList())
          .orElse(List.of());
    }
  }
}
