package dev.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/// What must hold of all that Ballast prints, whatever it was about. Written without the code
/// under test.
public final class Harmless {
  private static final Pattern OWN_COLOUR = Pattern.compile("\u001b\\[(0|1|2|31|32|33)m");

  /// Controls but line feed and tab; C1 and DEL; marks of direction and of zero width; separators
  /// of lines; the byte order mark; tags; halves of pairs.
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
              + "\u3164\ufeff\ufffe\uffff\\x{e0000}-\\x{e007f}\ud800-\udfff]");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^[\\h\\x0b\\f\\r]*::|##[A-Za-z]*\\[|section_(start|end):");

  private Harmless() {}

  /// Text that a terminal, a reader and a build server's log can take.
  public static void text(String printed) {
    characters(printed);
    assertThat(printed).doesNotContainPattern(COMMAND);
  }

  /// Text whose lines may be commands, as those of the form for GitHub are.
  public static void characters(String printed) {
    assertThat(printed).doesNotContainPattern(HIDDEN);
  }

  /// What a terminal gets, without Ballast's own colours.
  public static String uncoloured(String printed) {
    return OWN_COLOUR.matcher(printed).replaceAll("");
  }
}
