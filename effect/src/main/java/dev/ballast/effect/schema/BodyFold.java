package dev.ballast.effect.schema;

import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Evaluation;
import dev.ballast.sql.tree.BodyPart.OtherPart;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import java.util.List;

/// What DO blocks and calls of known routines make of the known schema. For one thread.
///
/// A statement that may not run, because it stands under IF, in a loop or beside an EXCEPTION
/// clause, is taken in where the block exists to see it done once (ADD COLUMN unless it is there);
/// what it makes or drops as a whole is not, as the table may be an old one, or still there.
final class BodyFold {
  /// Routines that call routines are followed this far.
  static final int DEPTH = 4;

  private final KnownSchema schema;
  private final Moment moment;
  private final int depth;

  BodyFold(KnownSchema schema, Moment moment, int depth) {
    this.schema = schema;
    this.moment = moment;
    this.depth = depth;
  }

  void run(Do block) {
    run(Parser.postgres18().body(block));
  }

  /// The calls in a select list, as scripts write them to run a routine.
  void calls(Query query) {
    query
        .targets()
        .forEach(
            target -> {
              if (target.value() instanceof FunctionCall call) {
                run(call);
              }
            });
  }

  void run(FunctionCall call) {
    List<KnownRoutine> overloads = schema.routines(call.name());
    if (depth < DEPTH
        && overloads.size() == 1
        && overloads.getFirst().definition().body().isPresent()) {
      run(Parser.postgres18().body(overloads.getFirst().definition()));
    }
  }

  private void run(RoutineBody body) {
    if (body instanceof RoutineBody.Understood understood) {
      understood.parts().forEach(this::run);
    }
  }

  private void run(BodyPart part) {
    switch (part) {
      case Sql sql -> {
        if (sql.parsed() instanceof Understood(Statement statement)
            && (isCertain(sql.place()) || !isWhole(statement))) {
          new SchemaFold(schema, moment, depth + 1).apply(statement);
        }
      }
      case DynamicSql dynamic -> dynamic.statements().forEach(this::run);
      case Evaluation _, TransactionEnd _, OtherPart _ -> {}
    }
  }

  private static boolean isCertain(Place place) {
    return !place.conditional() && !place.looped() && !place.guarded() && !place.handler();
  }

  private static boolean isWhole(Statement statement) {
    return statement instanceof CreateTable
        || statement instanceof CreateTableAs
        || statement instanceof Drop;
  }
}
