package dev.ballast.report.protect;

/// A text as one word of a POSIX shell's command line, for lines that people copy.
public final class ShellWord {
  private ShellWord() {}

  /// The text, quoted where a shell would read it in another way.
  public static String of(String text) {
    if (text.matches("[A-Za-z0-9_@%+=:,./-]+")) {
      return text;
    }
    // Within double quotes these have a meaning, the last one only in an interactive shell.
    return text.matches("[^$`\\\\\"!]*")
        ? "\"" + text + "\""
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
