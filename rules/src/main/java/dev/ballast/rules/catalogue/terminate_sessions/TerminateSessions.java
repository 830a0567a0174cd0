package dev.ballast.rules.catalogue.terminate_sessions;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// pg_terminate_backend or pg_cancel_backend over the sessions that a query finds.
@NullMarked
public final class TerminateSessions implements Rule {
  private static final String TERMINATE = "pg_terminate_backend";
  private static final Set<String> FUNCTIONS = Set.of(TERMINATE, "pg_cancel_backend");

  @Override
  public String id() {
    return "terminate-sessions";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Query.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Query query : scene.walk().every(Query.class)) {
      if (query.from().equals(FromClause.NONE)) {
        continue;
      }
      Optional<FunctionCall> call =
          query.targets().stream()
              .flatMap(target -> Walk.of(target).calls().stream())
              .filter(each -> FUNCTIONS.contains(each.name().name()))
              .findFirst();
      if (call.isPresent()) {
        report(scene, query, call.get().name().name(), judgement);
        return;
      }
    }
  }

  private static void report(Scene scene, Query query, String function, Judgement judgement) {
    boolean ends = function.equals(TERMINATE);
    boolean chosen = query.where().filter(TerminateSessions::chooses).isPresent();
    judgement
        .hazard(
            scene,
            (ends
                    ? "Sessions are ended in the middle of their transactions (SQLSTATE 57P01)"
                    : "Statements of other sessions are cancelled (SQLSTATE 57014)")
                + (chosen
                    ? ", all that the condition finds: "
                    : ", those of every application, backup and replica: ")
                + "their open transactions are rolled back, and connection pools connect again all"
                + " at once.")
        .atMost(chosen ? Severity.WARNING : Severity.ERROR)
        .safe(
            "-- look who is in the way, and end that one session by hand:",
            "SELECT pid, usename, application_name, state, xact_start FROM pg_stat_activity"
                + " WHERE pid = ANY (pg_blocking_pids(<pid that waits>))")
        .advice(
            "Bound the wait by lock_timeout and try the migration again, instead of ending the"
                + " sessions that it waits for.")
        .report();
  }

  /// It is equal to something: an application, a role, a database.
  private static boolean chooses(Expression condition) {
    return Walk.of(condition).every(Operation.class).stream()
        .anyMatch(
            each ->
                each.kind() == Operation.Kind.IN
                    || each.kind() == Operation.Kind.ANY_OF
                    || each.operator().equals("="));
  }
}
