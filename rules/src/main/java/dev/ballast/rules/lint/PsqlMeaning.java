package dev.ballast.rules.lint;

import dev.ballast.sql.script.ScriptPart;
import java.util.Optional;

/// What a command of psql does that cannot be seen in the script.
record PsqlMeaning(String what, String advice) {
  private static final String VALUES =
      "Give the value with --values, and what psql makes of the script is checked.";

  static UnanalysedPart unanalysed(ScriptPart.Meta meta) {
    PsqlMeaning meaning = of(meta);
    return new UnanalysedPart(
        meta.span(),
        meta.span().start(),
        UnanalysedPart.Kind.UNKNOWN,
        "\\" + meta.name() + " " + meaning.what(),
        Optional.of(meaning.advice()));
  }

  /// Whether what follows runs in another database; `-` stands for the one that is open.
  static boolean leavesTheDatabase(ScriptPart.Meta meta) {
    return (meta.name().equals("c") || meta.name().equals("connect"))
        && !meta.arguments().isEmpty()
        && !meta.arguments().getFirst().equals("-");
  }

  private static PsqlMeaning of(ScriptPart.Meta meta) {
    return switch (meta.name()) {
      case "if" ->
          new PsqlMeaning(
              "leaves statements out by an expression that is not known here; each branch was checked"
                  + " as if it ran",
              "Give the variables in it their values with --values, and only the branch that runs is"
                  + " checked.");
      case "gexec" ->
          new PsqlMeaning(
              "runs each value of the query's result as a statement, and what these are is known at run"
                  + " time only",
              "Nothing is claimed of them; run the query alone, and check what it gives as a script.");
      case "gset" ->
          new PsqlMeaning(
              "sets variables of psql from the result of the query, which is known at run time only",
              VALUES);
      case "copy" ->
          new PsqlMeaning(
              "copies rows from or to a file that psql reads or writes, which is not seen",
              "Nothing is claimed of it; COPY ... FROM STDIN with the rows in the script is checked.");
      case "c", "connect" ->
          new PsqlMeaning(
              "continues in another database or as another user, so what is known of the schema may not"
                  + " hold there",
              "Give each database scripts of its own, and check them apart.");
      case "i", "include", "ir", "include_relative" ->
          new PsqlMeaning(
              "includes a file that was not read here", "Check that file as a script of its own.");
      case "!" -> new PsqlMeaning("runs a command of the shell", "Review the command.");
      default ->
          meta.runsShell()
              ? new PsqlMeaning(
                  "takes what a command of the shell prints, which is known at run time only",
                  VALUES)
              : new PsqlMeaning(
                  "is a command of psql, not of the server; what it does is not seen",
                  "Nothing is claimed of it, nor does `ballast change trace` run it.");
    };
  }
}
