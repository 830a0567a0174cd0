package dev.ballast.change.effect;

import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.schema.Moment;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Statement;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;

/// Predicts what one statement does to relations. Immutable; made for one statement.
///
/// Each family of statements has its class; this one only knows which family a statement belongs
/// to. A statement of no family has effects that are not known, and says so.
///
/// @param schema what is known before the statement runs
/// @param moment when it runs: relations born in the same script are fresh
/// @param major the server's, 14 to 18
public record EffectModel(KnownSchema schema, Moment moment, int major) {

  public static Effects of(Statement statement, KnownSchema schema, Moment moment, int major) {
    return new EffectModel(schema, moment, major).effects(statement);
  }

  public Effects effects(Statement statement) {
    return switch (statement) {
      case AlterTable alter -> new AlterTableEffects(this).of(alter);
      default -> Effects.notKnown("what this statement locks is not known");
    };
  }

  /// A table with what is known of its age.
  Affected table(QualifiedName name) {
    return affected(name, Affected.Kind.TABLE);
  }

  Affected index(QualifiedName name) {
    return affected(name, Affected.Kind.INDEX);
  }

  Affected affected(QualifiedName name, Affected.Kind kind) {
    return new Affected(name, kind, schema.bornIn(name, moment));
  }
}
