package dev.ballast.rules.catalogue.drop_function;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DROP FUNCTION, PROCEDURE or AGGREGATE without CASCADE, of a routine that the script does not
/// make itself.
@NullMarked
public final class DropFunction implements Rule {
  @Override
  public String id() {
    return "drop-function";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> all =
        script.seen().stream()
            .flatMap(each -> Stream.concat(Stream.of(each), each.inside().stream()))
            .toList();
    Set<QualifiedName> made =
        all.stream()
            .map(SeenStatement::statement)
            .filter(CreateFunction.class::isInstance)
            .map(each -> KnownSchema.key(((CreateFunction) each).name()))
            .collect(Collectors.toSet());
    for (SeenStatement seen : all) {
      if (seen.statement() instanceof Drop drop && drop.kind().isRoutine() && !drop.cascade()) {
        List<QualifiedName> gone =
            drop.objects().stream()
                .map(ObjectName::name)
                .filter(name -> !made.contains(KnownSchema.key(name)))
                .toList();
        if (!gone.isEmpty()) {
          report(script, seen, drop, gone, judgement);
        }
      }
    }
  }

  private static void report(
      ScriptScene script,
      SeenStatement seen,
      Drop drop,
      List<QualifiedName> gone,
      Judgement judgement) {
    String name = gone.getFirst().name().replace("'", "''");
    judgement
        .hazard(
            script,
            seen.span(),
            ("Function bodies and clients that call %s fail from here on (SQLSTATE 42883);"
                    + " PostgreSQL does not look into them. It refuses the statement only where a"
                    + " trigger, view, default, index or constraint needs the routine.")
                .formatted(Phrases.list(gone)))
        .claims(seen.effects())
        .safe(
            "-- functions whose body names it:",
            "SELECT oid::regprocedure FROM pg_proc WHERE prosrc ILIKE '%%%s%%'".formatted(name),
            "-- when there is none, and no application calls it:",
            "DROP %s %s".formatted(drop.kind().sql(), gone.getFirst()))
        .advice("Release functions and applications that no longer call it first.")
        .report();
  }
}
