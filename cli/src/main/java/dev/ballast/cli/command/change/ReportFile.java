package dev.ballast.cli.command.change;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of results in a tree that somebody else may have written: a name there can be a link to
/// any file of this machine.
final class ReportFile {
  private static final Path DEVICES = Path.of("/dev");

  private ReportFile() {}

  /// Writes the file, which may be there already. No link is followed at its end, and within the
  /// working folder none on the way that leads out of it; what the caller names outside of it,
  /// such as a runner's own summary, is taken as it is. Fault `report-unwritable`.
  static void write(Path file, String text) {
    if (file.toString().isBlank()) {
      throw Fault.of(CommandError.OPTION_INVALID, "the file to write has no name");
    }
    Path absolute = file.toAbsolutePath().normalize();
    try {
      requireInside(file, absolute);
      try (OutputStream out = open(absolute)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw refused(file, IoReason.of(e))
          .hint("Its folder must exist, with room, and you must be allowed to write there.")
          .cause(e);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return file.startsWith(DEVICES)
        ? Files.newOutputStream(file, StandardOpenOption.WRITE)
        : Files.newOutputStream(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
  }

  private static void requireInside(Path file, Path absolute) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path folder = absolute.getParent();
    if (Files.isSymbolicLink(absolute) && !absolute.startsWith(DEVICES)) {
      throw refused(file, "it is a symbolic link to " + Files.readSymbolicLink(absolute))
          .hint("Remove the link, or name the file it leads to.");
    }
    if (folder != null
        && absolute.startsWith(here)
        && !folder.toRealPath().startsWith(here.toRealPath())) {
      throw refused(file, "a link on the way leads out of the working folder")
          .hint("Name a folder that is in the working folder itself, or one outside of it.");
    }
  }

  private static Fault refused(Path file, String detail) {
    return Fault.of(CommandError.REPORT_UNWRITABLE, "the report " + file + " cannot be written")
        .detail(detail);
  }
}
