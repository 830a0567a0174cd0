package dev.ballast.effect;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.Moment;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Statement;

/// Statements and schemas from their SQL.
final class Statements {
  private Statements() {}

  static Statement parse(String sql) {
    if (Parser.postgres18().parse(sql) instanceof Understood(Statement statement)) {
      return statement;
    }
    throw new AssertionError("not understood: " + sql);
  }

  /// What these statements left behind before any migration.
  static KnownSchema schema(String... statements) {
    return after(KnownSchema.unknown(), statements);
  }

  /// What these statements leave behind of a schema, which stays as it is.
  static KnownSchema after(KnownSchema before, String... statements) {
    ChangingSchema schema = ChangingSchema.from(before);
    for (String sql : statements) {
      schema.apply(parse(sql), Moment.BEFORE_ALL);
    }
    return schema.known();
  }

  static Effects effects(KnownSchema schema, int major, String sql) {
    return EffectModel.of(parse(sql), schema, new Moment(1, 1), major);
  }
}
