package dev.ballast.change.rules.replace_function_signature;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.lint.Words;
import dev.ballast.change.rules.Phrases;
import dev.ballast.change.rules.Signatures;
import dev.ballast.postgres.sql.tree.RoutineStatement.CreateFunction;
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
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateFunction create) || !create.replace()) {
      return;
    }
    List<String> types = Signatures.argumentTypes(create);
    scene.schema().routines(create.name()).stream()
        .filter(each -> each.argumentTypes().equals(types))
        .filter(each -> each.born().script() != scene.moment().script())
        .findFirst()
        .ifPresent(
            known -> {
              List<String> changes = Signatures.changes(known.definition(), create);
              if (!changes.isEmpty()) {
                report(scene, create, changes, judgement);
              }
            });
  }

  private static void report(
      Scene scene, CreateFunction create, List<String> changes, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "Beside its body, %s changes: %s.".formatted(create.name(), String.join("; ", changes)))
        .safe(
            "-- repeat every property that shall stay, or make it beside the old one:",
            Words.replaced(
                Spelling.ended(scene.sql()).replaceFirst("(?i)CREATE\\s++OR\\s++REPLACE", "CREATE"),
                create.name().name(),
                Phrases.quoted(create.name().name() + "_2")))
        .advice("Repeat what shall stay; give it another name where callers must change.")
        .report();
  }
}
