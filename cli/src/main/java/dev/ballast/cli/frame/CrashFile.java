package dev.ballast.cli.frame;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.report.BallastVersion;
import dev.ballast.report.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The account of a defect, for a report to Ballast's makers: what people see on the terminal is
/// one line and this file's name.
final class CrashFile {
  private CrashFile() {}

  /// Writes the trace of `defect` to a new file below `directory` and reports where it is.
  static Fault report(Throwable defect, List<String> arguments, Path directory, Instant now) {
    Fault fault =
        Fault.of(
                CommonError.INTERNAL_ERROR,
                "an assumption of Ballast's own code did not hold: "
                    + defect.getClass().getSimpleName())
            .cause(defect);
    try {
      Files.createDirectories(directory);
      Path file = Files.createTempFile(directory, "crash-", ".txt");
      Files.writeString(file, account(defect, arguments, now));
      return fault
          .detail("the details were written to " + file)
          .hint("Please report this, with that file: it is a defect in Ballast.");
    } catch (IOException e) {
      return fault
          .detail("the details could not be written below " + directory + ": " + e)
          .hint("Set BALLAST_STATE to a folder that can be written and run the command again.");
    }
  }

  private static String account(Throwable defect, List<String> arguments, Instant now) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    writer.println("Ballast " + BallastVersion.current() + ", Java " + Runtime.version());
    writer.println("at " + now);
    writer.println("command line: " + String.join(" ", arguments));
    writer.println();
    defect.printStackTrace(writer);
    return Visible.block(text.toString());
  }
}
