package dev.ballast.lab.made;

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

/// A column for which values are to be made up.
///
/// @param conditions texts of the constraints it stands in
/// @param target where a foreign key leads to
public record Column(
    long table,
    String name,
    boolean required,
    boolean hasDefault,
    boolean generated,
    ColumnType type,
    String conditions,
    Optional<Target> target) {

  /// How many values are tried for a column that appears in a partition's bound: enough for one of
  /// them to fall into most hash partitions.
  private static final int SPREAD = 24;

  private static final String NULL = "NULL";

  /// The column that a foreign key leads to.
  ///
  /// @param table its oid
  public record Target(long table, String column) {
    public Target {
      requireNonNull(column, "column is null");
    }
  }

  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(conditions, "conditions is null");
    requireNonNull(target, "target is null");
  }

  static Column of(Row row) {
    return new Column(
        row.number("table_oid"),
        row.text("column_name"),
        row.flag("required"),
        row.flag("has_default"),
        row.flag("generated"),
        ColumnType.of(row),
        row.text("conditions"),
        row.textOrEmpty("references_column")
            .map(column -> new Target(row.number("references_oid"), column)));
  }

  public Identifier identifier() {
    return new Identifier(name);
  }

  /// Expressions to try for the row `number`, the likeliest first.
  ///
  /// @param referenced the table a foreign key leads to
  public List<String> candidates(int number, Optional<QualifiedIdentifier> referenced) {
    if (referenced.isPresent() && target.isPresent()) {
      String from =
          "(SELECT "
              + new Identifier(target.get().column())
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
    if (conditions.contains("@")) {
      candidates.add(new Literal("made%d@example.com".formatted(number)).toString());
    }
    hints(number).forEach(candidates::add);
    int spread = conditions.isEmpty() ? 1 : SPREAD;
    for (int i = 0; i < spread; i++) {
      type.values(number + i).forEach(value -> candidates.add(new Literal(value).toString()));
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
    for (int i = 0; type.isNumber() && i < tokens.size(); i++) {
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
}
