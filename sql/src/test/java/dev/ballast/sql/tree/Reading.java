package dev.ballast.sql.tree;

import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.nio.charset.StandardCharsets;

/// What the tests of this package read with.
final class Reading {
  private Reading() {}

  static <T> T read(Class<T> kind, String sql) {
    return switch (Parser.postgres18().parse(sql)) {
      case ParsedStatement.Understood understood -> kind.cast(understood.statement());
      case ParsedStatement.Refused refused ->
          throw new AssertionError(sql + ": " + refused.error().message());
    };
  }

  static <T extends AlterAction> T action(Class<T> kind, String action) {
    return kind.cast(
        read(AlterTable.class, "ALTER TABLE shop.orders " + action).actions().getFirst());
  }

  static Expression expression(String sql) {
    return read(DataStatement.Select.class, "SELECT " + sql).query().targets().getFirst().value();
  }

  /// The text from a position that counts bytes.
  static String textAt(String sql, int offset, int length) {
    return new String(sql.getBytes(StandardCharsets.UTF_8), offset, length, StandardCharsets.UTF_8);
  }
}
