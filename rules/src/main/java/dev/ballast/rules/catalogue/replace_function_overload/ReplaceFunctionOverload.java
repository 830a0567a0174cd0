package dev.ballast.rules.catalogue.replace_function_overload;

import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.rules.dependents.Signatures;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE OR REPLACE FUNCTION where a function of that name stands with other argument types only.
@NullMarked
public final class ReplaceFunctionOverload implements Rule {
  @Override
  public String id() {
    return "replace-function-overload";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateFunction.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateFunction create) || !create.replace()) {
      return;
    }
    List<String> types = Signatures.argumentTypes(create);
    List<KnownRoutine> others = scene.schema().routines(create.name());
    if (others.isEmpty() || others.stream().anyMatch(each -> each.argumentTypes().equals(types))) {
      return;
    }
    String kind = create.procedure() ? "PROCEDURE" : "FUNCTION";
    String old =
        "%s(%s)".formatted(create.name(), String.join(", ", others.getLast().argumentTypes()));
    judgement
        .hazard(
            scene,
            ("This does not replace %s: it makes %s(%s) beside it, and old callers continue"
                    + " with the old code.")
                .formatted(old, create.name(), String.join(", ", types)))
        .safe("BEGIN", "DROP %s %s".formatted(kind, old), Deparser.ended(scene.sql()), "COMMIT")
        .advice("Drop the old one in the same transaction, or choose another name.")
        .report();
  }
}
