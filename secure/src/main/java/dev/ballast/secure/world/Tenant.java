package dev.ballast.secure.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A tenant that is made up.
public enum Tenant {
  /// Whose session attacks.
  ATTACKER("t-a", "30001", "ba11a570-0000-4000-8000-00000000000a", 1),
  /// Whose rows are attacked.
  VICTIM("t-b", "30002", "ba11a570-0000-4000-8000-00000000000b", 11);

  private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric");

  private final String text;
  private final String number;
  private final String uuid;
  private final int firstRow;

  Tenant(String text, String number, String uuid, int firstRow) {
    this.text = text;
    this.number = number;
    this.uuid = uuid;
    this.firstRow = firstRow;
  }

  /// Its identifier in a column of that type.
  ///
  /// @param column name in `pg_type`
  /// @param identifier the type of identifiers; a column of another kind, as of text, has its text
  public String id(String column, String identifier) {
    if (column.equals("uuid")) {
      return uuid;
    }
    if (NUMBERS.contains(column)) {
      return number;
    }
    return switch (identifier) {
      case "uuid" -> uuid;
      case "int2", "int4", "int8", "numeric" -> number;
      default -> text;
    };
  }

  /// Whether a row has its identifier.
  public boolean isNamedIn(List<Optional<String>> row) {
    return row.stream()
        .flatMap(Optional::stream)
        .anyMatch(value -> value.equals(text) || value.equals(number) || value.equals(uuid));
  }

  /// Which values its rows begin with, so that those of two tenants differ.
  int firstRow() {
    return firstRow;
  }
}
