package dev.ballast.change.effect;

import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.schema.Moment;
import dev.ballast.postgres.sql.tree.DataStatement;
import dev.ballast.postgres.sql.tree.DatabaseStatement.AlterSystem;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.RoutineStatement.Call;
import dev.ballast.postgres.sql.tree.RoutineStatement.Do;
import dev.ballast.postgres.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.postgres.sql.tree.SessionStatement;
import dev.ballast.postgres.sql.tree.Statement;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Predicts what one statement does to relations. Immutable; made for one statement.
///
/// Each family of statements has its class; this one only knows which family a statement belongs
/// to. A statement of no family has effects that are not known, and says so.
///
/// @param schema what is known before the statement runs
/// @param moment when it runs: relations born in the same script are fresh
/// @param major the server's, 14 to 18
/// @param inside the routines whose bodies are being followed, outermost first
public record EffectModel(
    KnownSchema schema, Moment moment, int major, List<QualifiedName> inside) {
  /// Routines that call routines are followed this far.
  private static final int DEPTH = 8;

  public EffectModel {
    inside = List.copyOf(inside);
  }

  public static Effects of(Statement statement, KnownSchema schema, Moment moment, int major) {
    return new EffectModel(schema, moment, major, List.of()).effects(statement);
  }

  public Effects effects(Statement statement) {
    return switch (statement) {
      case AlterTable alter -> new AlterTableEffects(this).of(alter);

      // rows, routines, the session
      case DataStatement data -> new DataEffects(this).of(data);
      case AlterSequence alter -> SequenceEffects.of(alter, this);
      case AlterSystem ignored -> Effects.NONE;
      case Call call -> new RoutineEffects(this).of(call);
      case Do block -> new RoutineEffects(this).of(block);
      case SessionStatement session -> SessionEffects.of(session, this);

      default -> Effects.notKnown("what this statement locks is not known");
    };
  }

  /// The same question to a schema that has gone on.
  EffectModel with(KnownSchema later) {
    return new EffectModel(later, moment, major, inside);
  }

  /// The same question inside a routine's body; empty where that routine is being followed already,
  /// or calls go deeper than anybody follows.
  Optional<EffectModel> following(QualifiedName routine) {
    if (inside.size() >= DEPTH || inside.contains(routine)) {
      return Optional.empty();
    }
    List<QualifiedName> deeper = new ArrayList<>(inside);
    deeper.add(routine);
    return Optional.of(new EffectModel(schema, moment, major, deeper));
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
