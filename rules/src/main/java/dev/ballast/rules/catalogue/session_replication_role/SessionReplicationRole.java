package dev.ballast.rules.catalogue.session_replication_role;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SettingChange;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import org.jspecify.annotations.NullMarked;

/// Triggers and foreign keys are switched off for the session.
@NullMarked
public final class SessionReplicationRole implements Rule {
  private static final String SETTING = "session_replication_role";

  @Override
  public String id() {
    return "session-replication-role";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(SetVariable.class, FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Statement statement : scene.walk().statements()) {
      for (SettingChange change : SettingChange.of(statement)) {
        if (change.name().equals(SETTING)
            && change.value().filter("replica"::equalsIgnoreCase).isPresent()) {
          judgement
              .hazard(
                  scene,
                  "Triggers and foreign keys do not fire any more: rows that break a key are stored"
                      + " without an error and stay broken, as no later VALIDATE looks at a"
                      + " constraint that counts as valid.")
              .safe("-- leave it at origin, and let the keys be checked:", "RESET " + SETTING)
              .advice(
                  "Load the tables in the order of their foreign keys, or make the keys DEFERRABLE"
                      + " and SET CONSTRAINTS ALL DEFERRED.")
              .report();
        }
      }
    }
  }
}
