package dev.ballast.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text from outside as it may be printed: names, SQL, messages of servers and paths can hold
/// whatever their authors liked, and a terminal, a build server's log and a reader's eye each obey
/// some of it.
///
/// What is not seen is shown: a control character as `\x1b`, a bidirectional mark as `\u202e`. A
/// line that a build server would take for a command (`::error::`, `##[group]`, `section_start:`)
/// has that beginning broken in the same way. [Page] passes all that it holds through here, and so
/// does the code that prints past it, so that no report has to remember it. Immutable functions,
/// safe for any number of threads.
public final class Visible {
  /// GitHub trims white space before it looks for `::`. Ballast's own colours, the only sequences
  /// that are left when this is looked for, are taken out where a page is copied.
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^((?:\\h|\u001b\\{[0-9a-f-]{36}\\}\\[[0-9;]*m)*+):(?=:)");

  /// GitHub's older form, Azure's and TeamCity's; GitHub looks for it anywhere in a line.
  private static final Pattern OLD_COMMAND = Pattern.compile("#(?=#[A-Za-z]*\\[)");

  private static final Pattern SECTION = Pattern.compile("(?<=section)_(?=(?:start|end):)");

  private Visible() {}

  /// One line: line ends within it are shown as `\n` and `\r`.
  public static String line(String text) {
    return isPlain(text) ? text : harmless(escaped(text, false));
  }

  /// Whether it is seen at once that nothing has to be shown or broken: printable ASCII in which
  /// none of the commands can begin. Most lines of a long report are.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return !text.contains("::") && !text.contains("##") && !text.contains("section_");
  }

  /// Some lines: their ends and tabs stay as they are.
  public static String block(String text) {
    return harmless(escaped(text.replace("\r\n", "\n"), true));
  }

  /// A JSON document: values stay what they are, for what is not seen is written as JSON's own
  /// escape. Outside of strings JSON has none of it.
  public static String json(String document) {
    StringBuilder out = new StringBuilder(document.length());
    for (int i = 0; i < document.length(); ) {
      int c = document.codePointAt(i);
      int length = Character.charCount(c);
      if (isHidden(c) && c != '\n' && c != '\r') {
        document
            .substring(i, i + length)
            .chars()
            .forEach(unit -> out.append("\\u%04x".formatted(unit)));
      } else {
        out.appendCodePoint(c);
      }
      i += length;
    }
    String old = OLD_COMMAND.matcher(out).replaceAll(Matcher.quoteReplacement("\\u0023"));
    return SECTION.matcher(old).replaceAll(Matcher.quoteReplacement("\\u005f"));
  }

  /// Whether a reader does not see the character, or sees others because of it: controls, marks of
  /// direction, joiners, fillers, variation selectors, tags, separators of lines, halves of pairs
  /// and what no character is assigned to.
  public static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default ->
          c == 0x034f
              || c == 0x115f
              || c == 0x1160
              || c == 0x3164
              || c == 0xffa0
              || (c >= 0xfe00 && c <= 0xfe0f)
              || (c >= 0xe0100 && c <= 0xe01ef);
    };
  }

  private static String escaped(String text, boolean linesStay) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '\u001b' && text.startsWith(Style.start(), i)) {
        out.append(Style.start());
        i += Style.start().length();
        continue;
      }
      if (!isHidden(c) || c == '\t' || (c == '\n' && linesStay)) {
        out.appendCodePoint(c);
      } else {
        out.append(name(c));
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static String name(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> (c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c);
    };
  }

  private static String harmless(String text) {
    String behindColours = COMMAND.matcher(text).replaceAll("$1\\\\x3a");
    String old = OLD_COMMAND.matcher(behindColours).replaceAll("\\\\x23");
    return SECTION.matcher(old).replaceAll("\\\\x5f");
  }
}
