package dev.ballast.report;

import java.util.regex.Pattern;

/// A sentence in one line of Markdown: what would mean something where it stands is escaped, and
/// all else is as it was written, so that the source can be read as well as what is made of it.
final class MarkdownSentence {
  /// Mean nothing within a line.
  private static final String HARMLESS = " .,;'()-?!%+/=\"{}>^";

  /// Begin a block at the start of a line: a quotation, a list, a rule, an underlined heading.
  private static final String BEGINS_BLOCK = ">-+=";

  private static final Pattern NUMBERED = Pattern.compile("^\\d{1,9}[.)](?=\\s|$)");
  private static final int END = -1;

  private final int[] text;
  private final String behind;
  private final StringBuilder out = new StringBuilder();

  private MarkdownSentence(String line, String behind) {
    this.text = line.codePoints().toArray();
    this.behind = behind;
  }

  /// @param line without line ends
  /// @param behind ends what a code host would make a mention, a reference or a link of
  static String escaped(String line, String behind) {
    MarkdownSentence sentence = new MarkdownSentence(line, behind);
    boolean numbered = NUMBERED.matcher(line).find();
    for (int i = 0; i < sentence.text.length; i++) {
      if (i == 0 && (numbered || BEGINS_BLOCK.indexOf(sentence.text[i]) >= 0)) {
        sentence.reference(sentence.text[i]);
      } else {
        sentence.append(i);
      }
    }
    return sentence.out.toString();
  }

  private void append(int i) {
    int c = text[i];
    if (Character.isLetterOrDigit(c) || c > 0x7f || HARMLESS.indexOf(c) >= 0) {
      out.appendCodePoint(c);
      return;
    }
    switch (c) {
      case '<' -> out.append("&lt;");
      case '&' -> out.append("&amp;");
      case '*', '[', ']', '~' -> out.append('\\').appendCodePoint(c);
      case '_' -> out.append(isWord(i - 1) && isWord(i + 1) ? "_" : "\\_");
      case '@' -> out.append('@').append(isSpaced(i + 1) ? "" : behind);
      case '#' -> {
        if (i == 0) {
          reference(c);
        } else {
          out.append('#');
        }
        out.append(isSpaced(i + 1) ? "" : behind);
      }
      case ':' -> out.append(':').append(isSpaced(i + 1) || isOfTime(i) ? "" : behind);
      default -> reference(c);
    }
  }

  private void reference(int c) {
    out.append("&#").append(c).append(';');
  }

  private int at(int i) {
    return i >= 0 && i < text.length ? text[i] : END;
  }

  private boolean isWord(int i) {
    return at(i) != END && Character.isLetterOrDigit(at(i));
  }

  private boolean isSpaced(int i) {
    return at(i) == END || at(i) == ' ';
  }

  private boolean isOfTime(int i) {
    return at(i - 1) != END
        && Character.isDigit(at(i - 1))
        && at(i + 1) != END
        && Character.isDigit(at(i + 1));
  }
}
