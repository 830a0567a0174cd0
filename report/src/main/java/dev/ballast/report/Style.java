package dev.ballast.report;

import java.util.UUID;
import java.util.regex.Pattern;

/// Colour for people: ANSI sequences on a terminal, nothing elsewhere.
///
/// While a text is put together, each sequence carries a mark that nobody can guess. So [Visible]
/// can tell Ballast's own colours from sequences that a name or a message brought along, and
/// [#ready] takes the marks out at the end.
public enum Style {
  PLAIN,
  COLOURED;

  /// Made when the first colour is requested: a source of randomness takes a while to start.
  private static final class Mark {
    static final String START = "\u001b{" + UUID.randomUUID() + "}";
    static final Pattern SEQUENCE = Pattern.compile(Pattern.quote(START) + "\\[[0-9;]*m");

    private Mark() {}
  }

  /// What each of Ballast's own sequences begins with until it is printed.
  static String start() {
    return Mark.START;
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  /// The text as a terminal takes it; it must have gone through [Visible] before.
  public static String ready(String text) {
    return text.indexOf('\u001b') < 0 ? text : text.replace(start(), "\u001b");
  }

  /// The text without any colour.
  static String bare(String text) {
    return text.indexOf('\u001b') < 0 ? text : Mark.SEQUENCE.matcher(text).replaceAll("");
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : start() + "[" + code + "m" + text + start() + "[0m";
  }
}
