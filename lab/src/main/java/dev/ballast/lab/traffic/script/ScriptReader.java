package dev.ballast.lab.traffic.script;

import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a script of pgbench. For one text and one thread.
///
/// Statements end with a semicolon, also over several lines; a command with a backslash ends with
/// its line, which a backslash at its end continues.
final class ScriptReader {
  private static final Pattern META = Pattern.compile("\\\\([A-Za-z]+)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern SET =
      Pattern.compile("([A-Za-z0-9_\\x{80}-\\x{10FFFF}]+)\\s+(.+)", Pattern.DOTALL);
  private static final Pattern SLEEP = Pattern.compile("(\\S+?)\\s*(us|ms|s)?");
  private static final Pattern VARIABLE =
      Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*");
  private static final Pattern QUOTED = Pattern.compile("(?<!:):([A-Za-z_][A-Za-z0-9_]*)");
  private static final Set<String> BUILT_IN =
      Set.of("client_id", "scale", "random_seed", Evaluation.DEFAULT_SEED);
  private static final int NAME_LENGTH = 60;
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long MICROSECOND = 1_000L;

  private final String file;
  private final String text;
  private final List<Command> commands = new ArrayList<>();
  private final Branches branches;
  private final Variables variables;
  private int line = 1;

  private ScriptReader(String file, String text, Set<String> given) {
    this.file = file;
    this.text = text;
    this.branches = new Branches(commands);
    this.variables = new Variables(given);
  }

  /// @param given names of variables that the caller sets
  static List<Command> read(String file, String text, Set<String> given) {
    ScriptReader reader = new ScriptReader(file, text, given);
    reader.read();
    return List.copyOf(reader.commands);
  }

  private ScriptPosition here() {
    return new ScriptPosition(file, line);
  }

  private void read() {
    int at = 0;
    while (at < text.length()) {
      String rest = text.substring(at);
      List<Token> tokens = SqlText.of(rest).tokens();
      int begin = tokens.isEmpty() ? rest.length() : tokens.getFirst().span().start();
      advance(rest.substring(0, begin));
      int length = tokens.isEmpty() ? begin : part(rest, tokens);
      advance(rest.substring(begin, length));
      at += length;
    }
    branches.requireClosed(here());
    if (commands.stream().noneMatch(Command.Sql.class::isInstance)) {
      throw here().invalid("the script has no statement");
    }
  }

  private void advance(String passed) {
    line += (int) passed.chars().filter(c -> c == '\n').count();
  }

  /// Reads one part at the first token, and returns where it ends.
  private int part(String rest, List<Token> tokens) {
    int begin = tokens.getFirst().span().start();
    if (tokens.getFirst().isSymbol('\\')) {
      int end = endOfLine(rest, begin);
      meta(rest.substring(begin, end));
      return end;
    }
    for (Token token : tokens) {
      if (token.isSymbol(';')) {
        sql(rest.substring(begin, token.span().start()), Optional.empty());
        return token.span().end();
      } else if (token.isSymbol('\\')) {
        return stored(rest, begin, token.span().start());
      }
    }
    if (!rest.substring(begin).isBlank()) {
      sql(rest.substring(begin).stripTrailing(), Optional.empty());
    }
    return rest.length();
  }

  private static int endOfLine(String rest, int from) {
    int end = rest.indexOf('\n', from);
    while (end > 0 && rest.substring(from, end).stripTrailing().endsWith("\\")) {
      end = rest.indexOf('\n', end + 1);
    }
    return end < 0 ? rest.length() : end;
  }

  /// A statement that a command in its line ends: `SELECT 1 AS a \gset`.
  private int stored(String rest, int begin, int at) {
    int end = endOfLine(rest, at);
    Matcher meta = META.matcher(rest.substring(at, end).strip());
    if (!meta.matches() || !(meta.group(1).equals("gset") || meta.group(1).equals("aset"))) {
      throw here()
          .invalid(
              "a statement is followed by \""
                  + rest.substring(at, end).strip()
                  + "\" instead of a semicolon");
    }
    boolean any = meta.group(1).equals("aset");
    sql(
        rest.substring(begin, at).stripTrailing(),
        Optional.of(new Command.Into(meta.group(2).strip(), any)));
    variables.storeAny();
    return end;
  }

  private void meta(String written) {
    String joined = written.replaceAll("\\\\\\s*\\n", " ").strip();
    Matcher meta = META.matcher(joined);
    if (!meta.matches()) {
      throw here().invalid("a command cannot be read: " + joined);
    }
    String argument = meta.group(2).strip();
    switch (meta.group(1)) {
      case "set" -> set(argument);
      case "sleep" -> sleep(argument);
      case "if" -> branches.begin(expression(argument), here());
      case "elif" -> branches.otherwiseIf(expression(argument), here());
      case "else" -> branches.otherwise(here());
      case "endif" -> branches.end(here());
      case "gset", "aset" -> throw here().invalid("there is no statement before \\gset");
      default -> throw here().invalid("command \\" + meta.group(1) + " is not supported");
    }
  }

  private Expression expression(String argument) {
    if (argument.isEmpty()) {
      throw here().invalid("an expression is missing");
    }
    Expression expression = ExpressionParser.parse(argument, here());
    expression.variables().forEach(name -> variables.require(name, here()));
    return expression;
  }

  private void set(String argument) {
    Matcher parts = SET.matcher(argument);
    if (!parts.matches()) {
      throw here().invalid("\\set takes a variable and an expression");
    }
    Expression expression = expression(parts.group(2));
    variables.set(parts.group(1));
    commands.add(new Command.Set(parts.group(1), expression));
  }

  private void sleep(String argument) {
    Matcher parts = SLEEP.matcher(argument);
    if (!parts.matches() || !parts.group(1).matches(":\\w+|[0-9]{1,12}")) {
      throw here().invalid("\\sleep takes a whole number and us, ms or s");
    }
    long unit =
        switch (Optional.ofNullable(parts.group(2)).orElse("s")) {
          case "us" -> MICROSECOND;
          case "ms" -> MILLISECOND;
          default -> SECOND;
        };
    commands.add(new Command.Sleep(expression(parts.group(1)), unit));
  }

  private void sql(String written, Optional<Command.Into> into) {
    if (written.isBlank()) {
      return;
    }
    SqlText sql = SqlText.of(written);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    StringBuilder prepared = new StringBuilder();
    List<Token> tokens = sql.tokens();
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.STRING) {
        refuseVariables(sql.written(token));
      }
      if (isVariable(tokens, i, written)) {
        String name = sql.written(tokens.get(i + 1));
        variables.require(name, here());
        int number = numbers.computeIfAbsent(name, any -> numbers.size() + 1);
        prepared.append(written, from, token.span().start()).append('$').append(number);
        from = tokens.get(i + 1).span().end();
      }
    }
    prepared.append(written, from, written.length());
    commands.add(
        new Command.Sql(
            new TrafficStatement(
                name(written), prepared.toString(), numbers.size(), false, Keeping.NAMED),
            List.copyOf(numbers.keySet()),
            into));
  }

  /// `:name`, and not the second colon of a cast nor a part of an array's slice.
  private static boolean isVariable(List<Token> tokens, int i, String written) {
    return tokens.get(i).isSymbol(':')
        && i + 1 < tokens.size()
        && tokens.get(i + 1).span().start() == tokens.get(i).span().end()
        && tokens.get(i + 1).kind() == Token.Kind.WORD
        && VARIABLE
            .matcher(
                written.substring(tokens.get(i + 1).span().start(), tokens.get(i + 1).span().end()))
            .matches()
        && (i == 0
            || !tokens.get(i - 1).isSymbol(':')
            || tokens.get(i - 1).span().end() != tokens.get(i).span().start());
  }

  /// pgbench would replace a variable in a string, too, which no parameter can do.
  private void refuseVariables(String string) {
    Matcher quoted = QUOTED.matcher(string);
    while (quoted.find()) {
      if (variables.isKnown(quoted.group(1))) {
        throw here().invalid("variable " + quoted.group(1) + " is used within a string: " + string);
      }
    }
  }

  private String name(String written) {
    String text = written.strip().replaceAll("\\s+", " ");
    return file
        + ":"
        + line
        + " "
        + (text.length() > NAME_LENGTH ? text.substring(0, NAME_LENGTH) + "..." : text);
  }

  /// The variables that are set at a place of the script.
  private static final class Variables {
    private final Set<String> known;
    private boolean any;

    Variables(Set<String> given) {
      known = new HashSet<>(BUILT_IN);
      known.addAll(given);
    }

    void set(String name) {
      known.add(name);
    }

    /// The columns of a query are not known before it runs.
    void storeAny() {
      any = true;
    }

    boolean isKnown(String name) {
      return known.contains(name);
    }

    void require(String name, ScriptPosition position) {
      if (!any && !known.contains(name)) {
        throw position.invalid("variable " + name + " is not set");
      }
    }
  }
}
