package dev.ballast.report.protect;

import dev.ballast.protect.restore.StartCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line of a shell that starts a restored cluster, from whichever folder.
final class StartLine {
  /// Half a day, in seconds: `pg_ctl` gives up waiting after one minute otherwise.
  private static final int LONGEST_REPLAY = 43_200;

  private StartLine() {}

  static String of(StartCommand start) {
    return line(start, start.port().map(port -> "-p " + port).stream().toList());
  }

  /// The same where it would archive as its source does, and is not to.
  static Optional<String> withoutArchiving(StartCommand start) {
    if (!start.archives()) {
      return Optional.empty();
    }
    List<String> options = new ArrayList<>();
    start.port().ifPresent(port -> options.add("-p " + port));
    options.add("-c archive_mode=off");
    return Optional.of(line(start, options));
  }

  private static String line(StartCommand start, List<String> options) {
    String folder = ShellWord.of(start.dataDirectory().toString());
    String command =
        "cd "
            + folder
            + " && "
            + ShellWord.of(start.program().toString())
            + " start -w -D "
            + folder
            + " -l "
            + ShellWord.of(start.log().toString())
            + (start.replaysLog() ? " -t " + LONGEST_REPLAY : "")
            + (options.isEmpty() ? "" : " -o '" + String.join(" ", options) + "'");
    // The shell is named, since such users often have none.
    return start
        .user()
        .map(user -> "su -s /bin/sh -c " + ShellWord.of(command) + " " + ShellWord.of(user))
        .orElse(command);
  }
}
