package dev.ballast.rules.catalogue.session_advisory_lock;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Expression.FunctionCall;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// An advisory lock that belongs to the session, not to the transaction.
@NullMarked
public final class SessionAdvisoryLock implements Rule {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "pg_advisory_lock",
          "pg_advisory_lock_shared",
          "pg_try_advisory_lock",
          "pg_try_advisory_lock_shared");

  @Override
  public String id() {
    return "session-advisory-lock";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    scene.walk().calls().stream()
        .filter(call -> FUNCTIONS.contains(call.name().name()))
        .findFirst()
        .ifPresent(call -> report(scene, call.name().name(), judgement));
  }

  private static void report(Scene scene, String function, Judgement judgement) {
    String better = function.replace("advisory_lock", "advisory_xact_lock");
    judgement
        .hazard(
            scene,
            function
                + "() locks for the session, not the transaction: ROLLBACK does not release it, and"
                + " a connection pool hands it on to anyone who uses the connection next.")
        .safe(SqlText.of(scene.sql()).renamed(function, better))
        .advice(
            "Use "
                + better
                + "(), which the end of the transaction releases; most tools take a lock of their"
                + " own around a run anyway.")
        .report();
  }
}
