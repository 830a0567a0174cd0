package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.log.follow.EventSelection;
import dev.ballast.observe.log.follow.LogDetection;
import dev.ballast.observe.log.follow.LogReading;
import dev.ballast.observe.log.record.LinePrefix;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.report.Report;
import dev.ballast.report.observe.LogReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast log read`
@Command(
    name = "read",
    header = "Classify what a server's log reports: crashes, deadlocks, full disks, corruption.",
    description = {
      "Reads csvlog, jsonlog (15 and later) and stderr behind any log_line_prefix, and prints events"
          + " with their class, severity and figures. Needs no server and no node; nothing is stored.",
      "Texts that clients sent are not shown, and statements and plans are shown without literals."
          + " What has no class, for example in another language than English, is counted as"
          + " unclassified.",
      "An event of severity error ends the command with exit code 3."
    })
@Example({
  "ballast log read /var/log/postgresql/postgresql-18-main.log",
  "ballast log read --prefix '%m [%p] %q%u@%d ' --output json server.log",
  "xzcat server.log.xz | ballast log read -"
})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION})
@SeeAlso("docs/reference/log-events.md")
public final class LogReadCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<file>",
      arity = "1..*",
      description = "Logs, in order; - is standard input, and what ends in .gz is unpacked.")
  private List<String> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "auto|csvlog|jsonlog|stderr",
      order = 1,
      defaultValue = "auto",
      description = "The form of the log; auto looks at its beginning. Default: ${DEFAULT-VALUE}.")
  private String format = "auto";

  @Option(
      names = "--prefix",
      paramLabel = "<log_line_prefix>",
      order = 2,
      description =
          "The server's log_line_prefix. Default: of the usual ones the one that most lines have.")
  private Optional<String> prefix = Optional.empty();

  @Option(
      names = "--timezone",
      paramLabel = "<zone>",
      order = 3,
      description =
          "The server's log_timezone, such as Europe/Berlin. Without it, times in another zone than"
              + " UTC that the log abbreviates are unknown.")
  private Optional<String> timezone = Optional.empty();

  @Option(
      names = "--fail-on",
      paramLabel = "info|warning|error",
      order = 4,
      defaultValue = "error",
      description =
          "The least severity of an event that ends the command with exit code 3. Default:"
              + " ${DEFAULT-VALUE}.")
  private Severity threshold = Severity.ERROR;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      order = 5,
      defaultValue = "200",
      description =
          "Show at most so many events, the most severe ones, 0 to 100000; all are counted. Default:"
              + " ${DEFAULT-VALUE}.")
  private int limit = 200;

  @Override
  public Report run(Console console) {
    if (limit < 0 || limit > 100_000) {
      throw Fault.of(CommandError.OPTION_INVALID, "--limit is not 0 to 100000");
    }
    LogDetection detection =
        new LogDetection(format(), prefix.map(LogReadCommand::prefix), timezone.map(this::zone));
    EventSelection selection = new EventSelection(limit);
    LogReading reading = new LogReading(detection, selection::add);
    for (String file : files) {
      read(file, reading);
    }
    return LogReport.of(reading, selection, threshold);
  }

  private static void read(String file, LogReading reading) {
    try {
      if (file.equals("-")) {
        reading.read(System.in);
        return;
      }
      try (InputStream bytes = Files.newInputStream(Path.of(file));
          InputStream log = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
        reading.read(log);
      }
    } catch (IOException e) {
      throw Fault.of(ObserveError.LOG_UNREADABLE, "cannot read the log " + file)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  private Optional<LogFormat> format() {
    if (format.equals("auto")) {
      return Optional.empty();
    }
    Optional<LogFormat> named = LogFormat.of(format);
    if (named.isEmpty()) {
      throw Fault.of(
          CommandError.OPTION_INVALID, "--format is not auto, csvlog, jsonlog or stderr");
    }
    return named;
  }

  private static LinePrefix prefix(String setting) {
    try {
      return new LinePrefix(setting);
    } catch (IllegalArgumentException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "--prefix is no log_line_prefix")
          .detail(String.valueOf(e.getMessage()))
          .cause(e);
    }
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "--timezone names no time zone").cause(e);
    }
  }
}
