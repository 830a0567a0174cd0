package dev.ballast.cli.command.report;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.pages.paper.Paper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/// Where a report is written, and on which paper.
final class ReportFileOptions {
  @Option(
      names = "--to",
      paramLabel = "<file>",
      order = 10,
      required = true,
      description = "Write it to this file, which must not exist.")
  private Path to = Path.of("");

  @Option(
      names = "--replace",
      order = 11,
      description = "Write it in place of a file of that name.")
  private boolean replace;

  @Option(
      names = "--paper",
      paramLabel = "a4|letter",
      order = 12,
      defaultValue = "a4",
      description = "The size of its sheets. Default: ${DEFAULT-VALUE}.")
  private String paper = "a4";

  @Option(
      names = "--zone",
      paramLabel = "<zone>",
      order = 13,
      defaultValue = "UTC",
      description = {
        "The zone of its times, such as Europe/Berlin, which is printed.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String zone = "UTC";

  /// For the query of a request.
  String zone() {
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--zone is no time zone")
          .detail("it is " + zone)
          .hint("Write it as in the database of the IANA: Europe/Berlin, UTC.");
    }
    return URLEncoder.encode(zone, StandardCharsets.UTF_8);
  }

  Paper paper() {
    return Paper.of(paper)
        .orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "--paper is not a4 or letter")
                    .detail("it is " + paper));
  }

  /// Throws where the file exists already, before a node makes a report that nobody gets.
  void requireNew() {
    if (!replace && Files.exists(to)) {
      throw exists();
    }
  }

  /// Returns the name of the file.
  String write(byte[] content) {
    try {
      if (replace) {
        Files.write(to, content);
      } else {
        Files.write(to, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      return to.toString();
    } catch (FileAlreadyExistsException e) {
      throw exists().cause(e);
    } catch (IOException e) {
      throw Fault.of(CommandError.REPORT_UNWRITABLE, "cannot write the report to " + to)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  private Fault exists() {
    return Fault.of(CommandError.REPORT_UNWRITABLE, "cannot write the report to " + to)
        .detail("the file exists already")
        .hint("Name another file, or pass --replace.");
  }
}
