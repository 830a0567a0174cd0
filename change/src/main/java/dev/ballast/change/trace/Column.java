package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import dev.ballast.sql.QualifiedIdentifier;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A column for which values are to be made up.
///
/// @param category `pg_type.typcategory` of its type or, for a domain, of what is under it
/// @param length bits of a `bit(n)`
/// @param parts fields of a composite type
/// @param labels of an enum
/// @param conditions texts of the constraints it stands in
/// @param references oid of the table a foreign key leads to, 0 for none
record Column(
    long table,
    String name,
    boolean required,
    boolean hasDefault,
    boolean generated,
    String category,
    String type,
    int length,
    int parts,
    List<String> labels,
    String conditions,
    long references,
    Optional<String> referencedColumn) {

  /// How many values are tried for a column that appears in a partition's bound: enough for one of
  /// them to fall into most hash partitions.
  private static final int SPREAD = 24;

  private static final String NULL = "NULL";

  Column {
    requireNonNull(name, "name is null");
    labels = List.copyOf(labels);
  }

  static Column of(Row row) {
    return new Column(
        row.number("table_oid"),
        row.text("column_name"),
        row.flag("required"),
        row.flag("has_default"),
        row.flag("generated"),
        row.text("category"),
        row.text("type_name"),
        Math.toIntExact(row.number("length")),
        Math.toIntExact(row.number("parts")),
        row.textOrEmpty("labels").stream().flatMap(l -> Stream.of(l.split("\t", -1))).toList(),
        row.text("conditions"),
        row.number("references_oid"),
        row.textOrEmpty("references_column"));
  }

  Identifier identifier() {
    return new Identifier(name);
  }

  /// Expressions to try for the row `number`, the likeliest first.
  ///
  /// @param referenced the table a foreign key leads to
  List<String> candidates(int number, Optional<QualifiedIdentifier> referenced) {
    if (referenced.isPresent() && referencedColumn.isPresent()) {
      String from =
          "(SELECT "
              + new Identifier(referencedColumn.get())
              + " FROM "
              + referenced.get()
              + " ORDER BY ctid LIMIT 1 OFFSET ";
      List<String> rows = new ArrayList<>(List.of(from + (number - 1) + ")", from + "0)"));
      if (!required) {
        rows.add(NULL);
      }
      return rows;
    }
    Set<String> candidates = new LinkedHashSet<>();
    if (hasDefault) {
      candidates.add("DEFAULT");
    }
    hints(number).forEach(candidates::add);
    int spread = conditions.isEmpty() ? 1 : SPREAD;
    for (int i = 0; i < spread; i++) {
      generic(number + i).forEach(value -> candidates.add(new Literal(value).toString()));
    }
    if (!required) {
      candidates.add(NULL);
    }
    return List.copyOf(candidates);
  }

  /// What the constraints' own texts speak of, and its neighbours.
  private List<String> hints(int number) {
    List<String> hints = new ArrayList<>();
    List<Token> tokens = SqlText.of(conditions).tokens();
    tokens.stream()
        .filter(token -> token.kind() == Token.Kind.STRING)
        .forEach(token -> hints.add(new Literal(token.value()).toString()));
    for (int i = 0; category.equals("N") && i < tokens.size(); i++) {
      if (isDecimal(tokens.get(i))) {
        BigDecimal told = new BigDecimal(tokens.get(i).value());
        BigDecimal found = i > 0 && isSign(tokens.get(i - 1), tokens.get(i)) ? told.negate() : told;
        for (int offset : new int[] {number, 0, -1}) {
          hints.add(new Literal(found.add(BigDecimal.valueOf(offset)).toPlainString()).toString());
        }
      }
    }
    return hints;
  }

  private static boolean isDecimal(Token token) {
    return token.kind() == Token.Kind.NUMBER
        && token.value().chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /// The server writes an operator with a space behind it, and a sign without.
  private static boolean isSign(Token before, Token number) {
    return before.isSymbol('-') && before.span().end() == number.span().start();
  }

  /// Values of the type that say nothing. Texts are digits, since they suit most types a migration
  /// may turn them into.
  private List<String> generic(int n) {
    String digit = Integer.toString(n % 10);
    return switch (category) {
      case "N" -> type.startsWith("reg") ? List.of("0") : List.of(Integer.toString(n), "0");
      case "B" -> List.of(n % 2 == 1 ? "true" : "false");
      case "S" -> List.of(Integer.toString(n), digit);
      case "E" -> labels.isEmpty() ? List.of() : List.of(labels.get((n - 1) % labels.size()));
      case "D" ->
          List.of(
              type.startsWith("time") && !type.startsWith("timestamp")
                  ? "0" + digit + ":00"
                  : "2024-01-%02d".formatted(1 + n % 28));
      case "T" -> List.of(n + " days");
      case "I" -> List.of("10.0." + n + ".0/24");
      case "G" -> List.of(shape(n));
      case "V" -> List.of(bits(n));
      case "A" -> List.of("{}");
      case "R" -> type.endsWith("multirange") ? List.of("{}") : List.of(range(n), "(,)");
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
    return switch (type) {
      case "line" -> "{1," + n + ",0}";
      case "lseg" -> "[(0,0),(1," + n + ")]";
      case "circle" -> "<(0,0)," + n + ">";
      case "box", "path", "polygon" -> "((0,0),(1," + n + "))";
      default -> "(1," + n + ")";
    };
  }

  private String range(int n) {
    return switch (type) {
      case "int4range", "int8range", "numrange" -> "[" + n * 10 + "," + (n * 10 + 5) + ")";
      case "daterange", "tsrange", "tstzrange" ->
          "[2024-01-%02d,2024-01-%02d)".formatted(1 + n % 27, 2 + n % 27);
      default -> "empty";
    };
  }

  private List<String> other(int n) {
    return switch (type) {
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
