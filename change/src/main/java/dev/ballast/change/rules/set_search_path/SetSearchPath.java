package dev.ballast.change.rules.set_search_path;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.ScriptScene;
import dev.ballast.change.lint.SeenStatement;
import dev.ballast.change.lint.SettingChange;
import dev.ballast.change.rules.Quoted;
import org.jspecify.annotations.NullMarked;

/// Names mean other things from here on, and after the script too.
@NullMarked
public final class SetSearchPath implements Rule {
  private static final String SETTING = "search_path";

  @Override
  public String id() {
    return "set-search-path";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    SeenStatement last = null;
    for (SeenStatement statement : script.seen()) {
      for (SettingChange change : SettingChange.of(statement.statement())) {
        boolean concerns = change.name().equals(SETTING) || change.name().equals(SettingChange.ALL);
        if (concerns && !change.local()) {
          // An empty path, as pg_dump sets it, forces every name to be qualified.
          last = change.value().filter(value -> !value.isBlank()).isPresent() ? statement : null;
        }
      }
    }
    if (last != null) {
      judgement
          .hazard(
              script,
              last.span(),
              "Every unqualified name after this means a table of another schema, and the setting"
                  + " stays when the script ends: in the scripts that the tool runs next, and in a"
                  + " pooled connection for whoever gets it.")
          .safe(
              "SET LOCAL "
                  + Quoted.whole(script, last).replaceFirst("(?i)^set\\s+(session\\s+)?", ""))
          .advice("Write the schema before each name, or SET LOCAL within a transaction.")
          .report();
    }
  }
}
