package dev.ballast.rules.catalogue.set_role;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.SettingChange;
import dev.ballast.rules.wording.Quoted;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The session continues as another role after the script.
@NullMarked
public final class SetRole implements Rule {
  private static final Set<String> SETTINGS = Set.of("role", "session_authorization");

  @Override
  public String id() {
    return "set-role";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    SeenStatement last = null;
    for (SeenStatement statement : script.seen()) {
      for (SettingChange change : SettingChange.of(statement.statement())) {
        if (SETTINGS.contains(change.name()) && !change.local()) {
          boolean other =
              change.value().filter(value -> !value.equalsIgnoreCase("none")).isPresent();
          last = other ? statement : null;
        }
      }
    }
    if (last != null) {
      judgement
          .hazard(
              script,
              last.span(),
              "The session continues as another role when the script ends: what the tool does next,"
                  + " its own table of versions included, is done with that role's privileges, and what"
                  + " is made belongs to it.")
          .safe(Quoted.whole(script, last), "-- at the end of the script:", "RESET ROLE")
          .advice("Use SET LOCAL ROLE within a transaction, or RESET ROLE at the end.")
          .report();
    }
  }
}
