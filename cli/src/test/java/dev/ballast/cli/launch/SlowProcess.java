package dev.ballast.cli.launch;

import dev.ballast.cli.Main;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.evidence.CommonError;
import dev.ballast.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A process with one command that holds a file while it works and deletes it on its way out.
@Command(name = "slow", header = "Work.", subcommands = SlowProcess.Work.class)
final class SlowProcess {
  private SlowProcess() {}

  public static void main(String[] args) {
    System.exit(Main.start(new SlowProcess(), args));
  }

  @Command(name = "work", header = "Hold a file.")
  static final class Work implements LeafCommand {
    @Parameters(description = "The file to hold.")
    private Path file;

    @Override
    public Report run(Console console) {
      try {
        Files.createFile(file);
        console.say("working");
        console.clock().pause(Duration.ofMinutes(10));
        throw CommonError.interrupted("working");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        cleanUp(console);
      }
    }

    private void cleanUp(Console console) {
      try {
        console.clock().pause(Duration.ofMillis(300));
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
