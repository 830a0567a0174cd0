package dev.ballast.lab.made;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import java.util.List;
import java.util.stream.Stream;

/// The type of a column, as far as values of it can be made up.
///
/// @param category `pg_type.typcategory` or, for a domain, that of what is under it
/// @param length bits of a `bit(n)`
/// @param parts fields of a composite type
/// @param labels of an enum
public record ColumnType(String category, String name, int length, int parts, List<String> labels) {
  public ColumnType {
    requireNonNull(category, "category is null");
    requireNonNull(name, "name is null");
    labels = List.copyOf(labels);
  }

  static ColumnType of(Row row) {
    return new ColumnType(
        row.text("category"),
        row.text("type_name"),
        Math.toIntExact(row.number("length")),
        Math.toIntExact(row.number("parts")),
        row.textOrEmpty("labels").stream().flatMap(l -> Stream.of(l.split("\t", -1))).toList());
  }

  public boolean isNumber() {
    return category.equals("N");
  }

  /// Values of the type that say nothing. Texts are digits, since they suit most types a migration
  /// may turn them into.
  public List<String> values(int n) {
    String digit = Integer.toString(n % 10);
    return switch (category) {
      case "N" -> name.startsWith("reg") ? List.of("0") : List.of(Integer.toString(n), "0");
      case "B" -> List.of(n % 2 == 1 ? "true" : "false");
      case "S" -> List.of(Integer.toString(n), digit);
      case "E" -> labels.isEmpty() ? List.of() : List.of(labels.get((n - 1) % labels.size()));
      case "D" ->
          List.of(
              name.startsWith("time") && !name.startsWith("timestamp")
                  ? "0" + digit + ":00"
                  : "2024-01-%02d".formatted(1 + n % 28));
      case "T" -> List.of(n + " days");
      case "I" -> List.of("10.0." + n + ".0/24");
      case "G" -> List.of(shape(n));
      case "V" -> List.of(bits(n));
      case "A" -> List.of("{}");
      case "R" -> name.endsWith("multirange") ? List.of("{}") : List.of(range(n), "(,)");
      case "C" -> List.of("(" + ",".repeat(Math.max(0, parts - 1)) + ")");
      default -> other(n);
    };
  }

  private String bits(int n) {
    String binary = Integer.toBinaryString(n);
    int wanted = length == 0 ? binary.length() : length;
    String padded = "0".repeat(Math.max(0, wanted - binary.length())) + binary;
    return padded.substring(padded.length() - wanted);
  }

  private String shape(int n) {
    return switch (name) {
      case "line" -> "{1," + n + ",0}";
      case "lseg" -> "[(0,0),(1," + n + ")]";
      case "circle" -> "<(0,0)," + n + ">";
      case "box", "path", "polygon" -> "((0,0),(1," + n + "))";
      default -> "(1," + n + ")";
    };
  }

  private String range(int n) {
    return switch (name) {
      case "int4range", "int8range", "numrange" -> "[" + n * 10 + "," + (n * 10 + 5) + ")";
      case "daterange", "tsrange", "tstzrange" ->
          "[2024-01-%02d,2024-01-%02d)".formatted(1 + n % 27, 2 + n % 27);
      default -> "empty";
    };
  }

  private List<String> other(int n) {
    return switch (name) {
      case "uuid" -> List.of("00000000-0000-4000-8000-%012d".formatted(n));
      case "json", "jsonb" -> List.of("{}");
      case "xml" -> List.of("<a/>");
      case "bytea" -> List.of("\\x%02x".formatted(n % 256));
      case "macaddr" -> List.of("08:00:2b:01:02:%02x".formatted(n % 256));
      case "macaddr8" -> List.of("08:00:2b:01:02:03:04:%02x".formatted(n % 256));
      case "pg_lsn" -> List.of("0/" + n);
      case "txid_snapshot", "pg_snapshot" -> List.of("1:1:");
      case "jsonpath" -> List.of("$");
      case "hstore" -> List.of("");
      default -> List.of(Integer.toString(n), "");
    };
  }
}
