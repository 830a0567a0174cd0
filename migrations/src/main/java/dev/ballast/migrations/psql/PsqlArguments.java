package dev.ballast.migrations.psql;

import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the arguments of one command of psql with the values of its variables, as
/// `psqlscanslash.l` of PostgreSQL 18 does.
final class PsqlArguments {
  private static final Pattern VARIABLE =
      Pattern.compile(
          ":(?:\\{\\?(?<asked>[\\p{L}\\p{N}_]+)}|'(?<literal>[\\p{L}\\p{N}_]+)'"
              + "|\"(?<identifier>[\\p{L}\\p{N}_]+)\"|(?<plain>[\\p{L}\\p{N}_]+))");
  private static final String SPECIAL = "nrtbf";
  private static final String MEANING = "\n\r\t\b\f";

  private final String text;
  private final PsqlVariables variables;
  private int at;
  private boolean known = true;

  private PsqlArguments(String text, PsqlVariables variables) {
    this.text = text;
    this.variables = variables;
  }

  /// The arguments; empty where one of them is not known here.
  ///
  /// @param command with its backslash and name
  static Optional<List<String>> of(String command, PsqlVariables variables) {
    String written =
        command.endsWith("\\\\") ? command.substring(0, command.length() - 2) : command;
    PsqlArguments reader = new PsqlArguments(written, variables);
    List<String> arguments = reader.read();
    return reader.known ? Optional.of(arguments) : Optional.empty();
  }

  private List<String> read() {
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    List<String> arguments = new ArrayList<>();
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return arguments;
      }
      arguments.add(argument());
    }
  }

  private String argument() {
    StringBuilder argument = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      char c = text.charAt(at);
      switch (c) {
        case '\'' -> quoted(argument);
        case '`' -> {
          known = false;
          pass('`', argument);
        }
        case '"' -> pass('"', argument);
        case ':' -> variable(argument);
        default -> {
          argument.append(c);
          at++;
        }
      }
    }
    return argument.toString();
  }

  private void pass(char quote, StringBuilder argument) {
    int close = text.indexOf(quote, at + 1);
    int end = close < 0 ? text.length() : close + 1;
    argument.append(text, at, end);
    at = end;
  }

  private void variable(StringBuilder argument) {
    Matcher variable = VARIABLE.matcher(text).region(at, text.length());
    if (!variable.lookingAt()) {
      argument.append(':');
      at++;
      return;
    }
    at = variable.end();
    if (variable.group("asked") != null) {
      argument.append(
          variables.raw(variable.group("asked")).map(any -> "TRUE").orElseGet(this::no));
    } else if (variable.group("literal") != null) {
      argument.append(
          variables
              .raw(variable.group("literal"))
              .map(value -> new Literal(value).toString())
              .orElseGet(this::no));
    } else if (variable.group("identifier") != null) {
      argument.append(
          variables
              .raw(variable.group("identifier"))
              .map(value -> new Identifier(value).toString())
              .orElseGet(this::no));
    } else {
      argument.append(variables.raw(variable.group("plain")).orElseGet(this::no));
    }
  }

  private String no() {
    known = false;
    return "";
  }

  private void quoted(StringBuilder argument) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        int special = SPECIAL.indexOf(escaped);
        known &= !Character.isDigit(escaped) && escaped != 'x';
        argument.append(special < 0 ? escaped : MEANING.charAt(special));
      } else if (c != '\'') {
        argument.append(c);
      } else if (at < text.length() && text.charAt(at) == '\'') {
        argument.append('\'');
        at++;
      } else {
        return;
      }
    }
  }
}
