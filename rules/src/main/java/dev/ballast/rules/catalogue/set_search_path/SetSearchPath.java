package dev.ballast.rules.catalogue.set_search_path;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.SettingChange;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.script.SqlText;
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
                  + " pooled connection for anyone who gets it.")
          .safe(
              "SET LOCAL "
                  + SqlText.of(Quoted.whole(script, last)).behind("SET [SESSION]").orElse("..."))
          .advice("Write the schema before each name, or SET LOCAL within a transaction.")
          .report();
    }
  }
}
