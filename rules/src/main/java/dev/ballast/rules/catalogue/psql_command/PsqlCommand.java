package dev.ballast.rules.catalogue.psql_command;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.sql.script.ScriptPart;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// A command of psql that brings in statements nobody has checked, or leaves the database.
@NullMarked
public final class PsqlCommand implements Rule {
  private static final Map<String, String> COMMANDS =
      Map.of(
          "i", "runs the statements of another file, which are not checked here",
          "include", "runs the statements of another file, which are not checked here",
          "ir", "runs the statements of another file, which are not checked here",
          "include_relative", "runs the statements of another file, which are not checked here",
          "gexec", "runs every value that the query before it gives as a statement of its own",
          "c", "continues in another database or as another user",
          "connect", "continues in another database or as another user",
          "!", "runs a command of the shell on the machine that runs the migration",
          "if",
              "leaves out statements or not by what it finds at run time; all are checked as one");

  @Override
  public String id() {
    return "psql-command";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (ScriptPart part : script.parts()) {
      if (part instanceof ScriptPart.Meta meta && COMMANDS.containsKey(meta.name())) {
        judgement
            .hazard(
                script,
                meta.span(),
                "\\"
                    + meta.name()
                    + " "
                    + COMMANDS.get(meta.name())
                    + "; only psql knows it, any other tool fails here.")
            .advice("Write plain SQL, and check the other file as a migration of its own.")
            .report();
      }
    }
  }
}
