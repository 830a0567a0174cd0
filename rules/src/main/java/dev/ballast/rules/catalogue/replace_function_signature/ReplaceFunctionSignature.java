package dev.ballast.rules.catalogue.replace_function_signature;

import dev.ballast.rules.dependents.Signatures;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE OR REPLACE FUNCTION that changes more than the body.
@NullMarked
public final class ReplaceFunctionSignature implements Rule {
  @Override
  public String id() {
    return "replace-function-signature";
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
    scene.schema().routines(create.name()).stream()
        .filter(each -> each.argumentTypes().equals(types))
        .findFirst()
        .ifPresent(
            known -> {
              // Nobody relies yet on what this script made; what is refused is refused.
              boolean fresh = scene.moment().isFirstUseOf(known.born());
              List<String> changes =
                  Signatures.changes(known.definition(), create).stream()
                      .filter(each -> !fresh || each.contains(Signatures.REFUSED))
                      .toList();
              if (!changes.isEmpty()) {
                report(scene, create, changes, judgement);
              }
            });
  }

  private static void report(
      Scene scene, CreateFunction create, List<String> changes, Judgement judgement) {
    Judgement.Draft draft =
        judgement.hazard(
            scene,
            "Beside its body, %s changes: %s."
                .formatted(create.name(), String.join("; ", changes)));
    if (changes.stream().anyMatch(each -> each.contains(Signatures.REFUSED))) {
      draft.refused(scene, Signatures.REFUSED);
    }
    draft
        .safe(
            "-- repeat every property that should stay, or make it beside the old one:",
            SqlText.of(
                    SqlText.of(Deparser.ended(scene.sql()))
                        .replacedFirst("CREATE OR REPLACE", "CREATE"))
                .renamed(create.name().name(), Phrases.quoted(create.name().name() + "_2")))
        .advice("Repeat what should stay; give it another name where callers must change.")
        .report();
  }
}
