package dev.ballast.sql.grammar;

import java.util.regex.Pattern;

/// The same for all statements that differ in constants, layout and lengths of lists only.
///
/// @param hex 16 hexadecimal digits, as libpg_query and the tools built on it write it
public record Fingerprint(String hex) implements Fingerprinted {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public Fingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a fingerprint: " + hex);
    }
  }
}
