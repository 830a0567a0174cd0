package dev.ballast.rules.catalogue.psql_command;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.sql.script.ScriptPart;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A command of psql that brings in statements nobody has checked, or leaves the database.
@NullMarked
public final class PsqlCommand implements Rule {
  private static final Said INCLUDE =
      new Said(
          "runs the statements of another file, which are not checked here",
          "Write plain SQL, and check the other file as a migration of its own.");
  private static final Said CONNECT =
      new Said(
          "continues in another database or as another user",
          "Give each database migrations of its own.");

  private static final Map<String, Said> COMMANDS =
      Map.of(
          "i", INCLUDE,
          "include", INCLUDE,
          "ir", INCLUDE,
          "include_relative", INCLUDE,
          "gexec",
              new Said(
                  "runs every value that the query before it gives as a statement of its own",
                  "Write the statements themselves."),
          "c", CONNECT,
          "connect", CONNECT,
          "!",
              new Said(
                  "runs a command of the shell on the machine that runs the migration",
                  "Run it apart from the migration."),
          "if",
              new Said(
                  "leaves out statements or not by what it finds at run time; each branch is checked"
                      + " as if it ran",
                  "Write a migration for each case, or a DO block that asks the server."));

  /// What a command does, and what to write instead.
  private record Said(String what, String advice) {}

  @Override
  public String id() {
    return "psql-command";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (ScriptPart part : script.parts()) {
      if (part instanceof ScriptPart.Meta meta) {
        Optional.ofNullable(COMMANDS.get(meta.name()))
            .ifPresent(said -> report(script, meta, said, judgement));
      }
    }
  }

  private static void report(
      ScriptScene script, ScriptPart.Meta meta, Said said, Judgement judgement) {
    judgement
        .hazard(
            script,
            meta.span(),
            "\\%s %s; only psql knows it, any other tool fails here."
                .formatted(meta.name(), said.what()))
        .advice(said.advice())
        .report();
  }
}
