package dev.ballast.report;

import java.util.regex.Pattern;

/// Text from outside as a part of a Markdown page that it cannot get out of: no heading, link,
/// image, HTML or mention of anybody is made of it, and no cell, block or fold ended.
public final class MarkdownText {
  /// Ends what GitHub and GitLab would make a mention, a reference or a link of, and shows as
  /// nothing.
  private static final String BREAK = "<!-- -->";

  private static final String PLAIN = " .,;'()-?%+/=\"";
  private static final int LEAST_FENCE = 3;
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_.:/-]+");
  private static final Pattern WEB = Pattern.compile("(?i)(www)(?=\\.)");

  private MarkdownText() {}

  /// A name, in the type of code; fit for a table's cell.
  public static String name(String text) {
    return SIMPLE.matcher(text).matches() ? "`" + text + "`" : htmlName(text);
  }

  /// A name, in the type of code, within HTML.
  public static String htmlName(String text) {
    return "<code>" + references(Visible.line(text).strip()) + "</code>";
  }

  /// Sentences that hold names, in one line; fit for a table's cell.
  public static String sentence(String text) {
    String line = Visible.line(text.replaceAll("\\s*\\R\\s*", " ").strip());
    return WEB.matcher(MarkdownSentence.escaped(line, BREAK)).replaceAll("$1" + BREAK);
  }

  /// A block of code, whose fence is longer than any run of backticks in it.
  public static String code(String language, String text) {
    String block = Visible.block(text);
    int longest = 0;
    int run = 0;
    for (int i = 0; i < block.length(); i++) {
      run = block.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(Math.max(LEAST_FENCE, longest + 1));
    return fence + language + "\n" + block + "\n" + fence + "\n";
  }

  /// Every character that could mean something as a numeric reference, which cannot.
  private static String references(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = Character.isLetterOrDigit(c) || c > 0x7f || PLAIN.indexOf(c) >= 0;
              boolean first = out.isEmpty() && !Character.isLetter(c);
              if (plain && !first) {
                out.appendCodePoint(c);
              } else {
                out.append("&#").append(c).append(';');
              }
            });
    return out.toString();
  }
}
