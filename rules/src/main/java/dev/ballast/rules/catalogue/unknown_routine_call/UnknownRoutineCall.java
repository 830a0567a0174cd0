package dev.ballast.rules.catalogue.unknown_routine_call;

import dev.ballast.effect.BuiltInFunctions;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RoutineStatement.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A routine is called whose body no script has shown.
@NullMarked
public final class UnknownRoutineCall implements Rule {
  @Override
  public String id() {
    return "unknown-routine-call";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Call.class, Select.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof Call call) {
      judge(scene, call.call(), "procedure", judgement);
    } else if (scene.statement() instanceof Select(Query query) && query.relations().isEmpty()) {
      List<Expression> called = new ArrayList<>(query.from().expressions());
      query.targets().forEach(target -> called.add(target.value()));
      for (Expression expression : called) {
        if (expression instanceof FunctionCall call && !BuiltInFunctions.contains(call.name())) {
          judge(scene, call, "function", judgement);
        }
      }
    }
  }

  private static void judge(Scene scene, FunctionCall call, String kind, Judgement judgement) {
    if (!scene.schema().routines(call.name()).isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "The "
                + kind
                + " "
                + call.name()
                + " runs with this script, and none of the scripts shows its body: what it locks,"
                + " rewrites or drops cannot be known.")
        .advice(
            "Hand the script that makes it to the check as well, or trace the migration on a server"
                + " that has it.")
        .report();
  }
}
