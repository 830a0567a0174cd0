package dev.ballast.cli.house;

/// What a Java source says in words: its comments and string literals. Code is masked and every
/// line break stays, so that a place in the prose has the line number of the source.
final class JavaProse {
  /// Stands for code; part of no word.
  static final String CODE = "\u0001";

  private final String text;
  private final StringBuilder prose = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private int at;

  private JavaProse(String text) {
    this.text = text;
  }

  static JavaProse of(String source) {
    JavaProse reader = new JavaProse(source);
    reader.read();
    return reader;
  }

  String prose() {
    return prose.toString();
  }

  /// The words of the names in the code: `isRead` as `is Read`.
  String names() {
    StringBuilder names = new StringBuilder(code.length() * 5 / 4);
    char before = ' ';
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (Character.isUpperCase(c) && !Character.isUpperCase(before)) {
        names.append(' ');
      }
      names.append(c == '_' ? ' ' : c);
      before = c;
    }
    return names.toString();
  }

  private void read() {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        comment("\n");
      } else if (text.startsWith("/*", at)) {
        comment("*/");
      } else if (text.startsWith("\"\"\"", at)) {
        literal("\"\"\"", true);
      } else if (text.charAt(at) == '"') {
        literal("\"", true);
      } else if (text.charAt(at) == '\'') {
        literal("'", false);
      } else {
        masked();
      }
    }
  }

  /// A comment without the slashes that open its lines, so that words meet across lines.
  private void comment(String end) {
    while (at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '*')) {
      prose.append(' ');
      at++;
    }
    int last = text.indexOf(end, at);
    int stop = last < 0 ? text.length() : last;
    prose.append(text, at, stop);
    code.append(CODE)
        .append("\n".repeat((int) text.substring(at, stop).chars().filter(c -> c == '\n').count()));
    at = stop;
  }

  private void literal(String quote, boolean words) {
    prose.append(CODE);
    at += quote.length();
    while (at < text.length() && !text.startsWith(quote, at)) {
      int length = text.charAt(at) == '\\' ? 2 : 1;
      String part = text.substring(at, Math.min(at + length, text.length()));
      prose.append(words || part.contains("\n") ? part : CODE);
      code.append(part.contains("\n") ? "\n" : CODE);
      at += part.length();
    }
    prose.append(CODE);
    at += quote.length();
  }

  private void masked() {
    char c = text.charAt(at++);
    prose.append(Character.isWhitespace(c) ? c : CODE.charAt(0));
    code.append(c);
  }
}
