package dev.ballast.report.protect;

import dev.ballast.protect.restore.StartCommand;

/// The line of a shell that starts a restored cluster, from whichever folder.
final class StartLine {
  /// Half a day, in seconds: `pg_ctl` gives up waiting after one minute otherwise.
  private static final int LONGEST_REPLAY = 43_200;

  private StartLine() {}

  static String of(StartCommand start) {
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
            + start.port().map(port -> " -o '-p " + port + "'").orElse("");
    // The shell is named, since such users often have none.
    return start
        .user()
        .map(user -> "su -s /bin/sh -c " + ShellWord.of(command) + " " + ShellWord.of(user))
        .orElse(command);
  }
}
