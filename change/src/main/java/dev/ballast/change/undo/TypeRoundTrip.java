package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether the values of a column come back when its type is changed and changed back: each value
/// that the clone has is converted there and back, and compared as text.
final class TypeRoundTrip {
  private static final String FORMER =
      """
      SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) AS type FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attname = ?
        AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private final CatalogNames names;
  private final QualifiedName table;
  private final ColumnAction.AlterType change;

  TypeRoundTrip(CatalogNames names, QualifiedName table, ColumnAction.AlterType change) {
    this.names = names;
    this.table = table;
    this.change = change;
  }

  /// What became of the values.
  sealed interface Result {}

  /// All of them come back.
  ///
  /// @param conversion for the way back, where PostgreSQL does not convert by itself
  record Kept(Optional<Conversion> conversion, String remark) implements Result {}

  /// Some of them do not, or nobody can tell.
  record Lost(String reason) implements Result {}

  Result find() {
    String column = QualifiedName.of(change.column()).toString();
    String head = "ALTER COLUMN " + column + " TYPE " + change.type() + ": ";
    if (change.using().filter(using -> !isPlainCast(using)).isPresent()) {
      return new Lost(head + "USING computes other values, the old ones are not kept");
    }
    Session session = names.session();
    Optional<QualifiedName> found = names.relation(table);
    Optional<String> former =
        session.first(FORMER, row -> row.text("type"), table.toString(), change.column());
    if (found.isEmpty() || former.isEmpty()) {
      return new Lost(head + "there is no such column");
    }
    String context =
        session
            .first(
                SqlResource.load(TypeRoundTrip.class, "cast", session.version()),
                row -> row.text("context"),
                withoutModifier(change.type().canonical()),
                withoutModifier(former.get()))
            .orElse("");
    if (context.isEmpty()) {
      return new Lost(head + "no cast leads back to " + former.get());
    }
    long changed = changed(session, found.get(), column, former.get());
    if (changed > 0) {
      return new Lost(
          head
              + "%s would come back with other values"
                  .formatted(RowCount.exactly(OptionalLong.of(changed))));
    }
    Optional<Conversion> conversion =
        context.equals("e")
            ? Optional.of(
                new Conversion(
                    found.get() + "." + column, " USING " + column + "::" + former.get()))
            : Optional.empty();
    return new Kept(conversion, remark(column, former.get()));
  }

  private long changed(Session session, QualifiedName found, String column, String former) {
    return session.number(
        "SELECT pg_catalog.count(*)::text FROM %s WHERE ((%s::%s)::%s)::text IS DISTINCT FROM %s::text"
            .formatted(found, column, change.type().canonical(), former, column));
  }

  private static String remark(String column, String former) {
    return "every value that "
        + column
        + " had on this copy comes back as "
        + former
        + "; a value written later may not fit";
  }

  private boolean isPlainCast(Expression using) {
    return switch (using) {
      case Expression.Cast cast ->
          cast.type().equals(change.type())
              && cast.operand() instanceof Expression.ColumnReference reference
              && reference.fields().equals(List.of(change.column()));
      case Expression.ColumnReference reference ->
          reference.fields().equals(List.of(change.column()));
      case Expression other -> false;
    };
  }

  /// `character varying(20)[]` becomes `character varying[]`.
  private static String withoutModifier(String type) {
    int open = type.indexOf('(');
    int close = type.indexOf(')', open);
    return open < 0 ? type : type.substring(0, open) + type.substring(close + 1);
  }
}
