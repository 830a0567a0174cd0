package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A table that does not hold what it held.
///
/// @param before how many rows it had, empty where there was no such table
/// @param after how many it has, empty where there is none
/// @param columns whose values are others, of those that both have
/// @param key the columns by which rows are named
/// @param rows which rows, empty where that cannot be found out
public record TableDifference(
    QualifiedIdentifier table,
    Optional<Long> before,
    Optional<Long> after,
    List<String> columns,
    List<String> key,
    Optional<RowsApart> rows) {
  private static final int ESTIMATED = 100;

  public TableDifference {
    requireNonNull(table, "table is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    requireNonNull(rows, "rows is null");
  }

  /// One sentence, without a full stop.
  public String sentence() {
    return sentence(true);
  }

  /// The same without the keys of rows, which are values of the database: for what is kept.
  public String withoutKeys() {
    return sentence(false);
  }

  /// How many rows there are no more, as far as that is known: at least by how many they became
  /// fewer.
  long lost() {
    return rows.map(RowsApart::lost).orElse(Math.max(0, before.orElse(0L) - after.orElse(0L)));
  }

  private String sentence(boolean keys) {
    if (after.isEmpty()) {
      return "rows of %s: %s gone with the table".formatted(name(table), count(before.orElse(0L)));
    }
    if (before.isEmpty()) {
      return "rows of %s: %s in a table that was not there"
          .formatted(name(table), count(after.get()));
    }
    List<String> parts = new ArrayList<>();
    if (!before.equals(after)) {
      parts.add("%s before, %s after".formatted(count(before.get()), count(after.get())));
    }
    rows.ifPresent(apart -> parts.addAll(counts(apart)));
    if (keys) {
      rows.flatMap(this::keys).ifPresent(parts::add);
    }
    if (rows.isEmpty()) {
      parts.add(columns.isEmpty() ? "which ones is not known" : "in " + String.join(", ", columns));
    }
    return "rows of %s differ: %s".formatted(name(table), String.join("; ", parts));
  }

  private List<String> counts(RowsApart apart) {
    List<String> parts = new ArrayList<>();
    if (apart.lost() > 0) {
      parts.add(count(apart.lost(), apart) + " lost");
    }
    if (apart.changed() > 0) {
      boolean alone = apart.lost() == 0 && apart.gained() == 0 && !columns.isEmpty();
      parts.add(
          count(apart.changed(), apart)
              + " changed"
              + (alone ? " in " + String.join(", ", columns) : ""));
    }
    if (apart.gained() > 0) {
      parts.add(count(apart.gained(), apart) + " added");
    }
    return parts;
  }

  private Optional<String> keys(RowsApart apart) {
    if (apart.keys().isEmpty()) {
      return Optional.empty();
    }
    long all = apart.lost() + apart.changed() + apart.gained();
    return Optional.of(
        "%s = %s%s"
            .formatted(
                key.isEmpty() ? "rows" : "(" + String.join(", ", key) + ")",
                String.join(" | ", apart.keys()),
                apart.keys().size() < all ? " | ..." : ""));
  }

  /// An estimate has two digits.
  private static String count(long number, RowsApart apart) {
    if (apart.exact()) {
      return count(number);
    }
    long unit = 1;
    while (number / unit >= ESTIMATED) {
      unit *= 10;
    }
    return "about " + count((number + unit / 2) / unit * unit);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String name(QualifiedIdentifier table) {
    return table.schema().name().equals("public") ? table.name().name() : table.display();
  }
}
