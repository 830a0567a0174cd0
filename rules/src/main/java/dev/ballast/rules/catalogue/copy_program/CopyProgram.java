package dev.ballast.rules.catalogue.copy_program;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.DataStatement.Copy;
import org.jspecify.annotations.NullMarked;

/// COPY that runs a command on the server's machine.
@NullMarked
public final class CopyProgram implements Rule {
  @Override
  public String id() {
    return "copy-program";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Copy.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (Copy copy : scene.walk().every(Copy.class)) {
      if (copy.program()) {
        judgement
            .hazard(
                scene,
                "The server runs a command of the operating system, with the privileges of the account"
                    + " that owns all its data: "
                    + copy.file().orElse("")
                    + ". It runs on the primary's machine only, and is not undone by ROLLBACK.")
            .safe(
                copy.from()
                    ? "-- in psql, which runs the command on its own machine:\n-- \\copy "
                        + copy.relation().map(Object::toString).orElse("table")
                        + " FROM PROGRAM '...'"
                    : "-- in psql, which runs the command on its own machine:\n-- \\copy ... TO"
                        + " PROGRAM '...'")
            .advice("Use COPY ... FROM STDIN, or \\copy, and run the command where the client is.")
            .report();
      }
    }
  }
}
