package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// A word of a command line, quoted for a POSIX shell where it needs it.
public record ShellWord(String value) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  public ShellWord {
    requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
