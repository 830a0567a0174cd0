package dev.ballast.cli.frame;

import dev.ballast.report.Style;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The options every command has. The frame adds them, so that no command can forget them.
public final class CommonOptions {
  @Option(
      names = "--output",
      paramLabel = "text|json",
      order = 900,
      description =
          "How to print the result: text for people (the default), or json, whose schema is named"
              + " in its first field.")
  private OutputMode output = OutputMode.TEXT;

  @Option(
      names = "--no-color",
      order = 901,
      description =
          "Print without colour. So does the environment variable NO_COLOR, and so does any output"
              + " that is not a terminal.")
  private boolean noColor;

  @Option(
      names = {"-q", "--quiet"},
      order = 902,
      description = "Print no progress, only the result and errors.")
  private boolean quiet;

  public OutputMode output() {
    return output;
  }

  public boolean quiet() {
    return quiet;
  }

  Style style(boolean toTerminal, Map<String, String> environment) {
    boolean refused = noColor || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return toTerminal && !refused ? Style.COLOURED : Style.PLAIN;
  }

  /// The options as far as they can be read from a command line that does not parse.
  static CommonOptions guessedFrom(List<String> arguments) {
    CommonOptions guess = new CommonOptions();
    int value = arguments.indexOf("--output") + 1;
    boolean json =
        arguments.contains("--output=json")
            || (value > 0 && value < arguments.size() && arguments.get(value).equals("json"));
    guess.output = json ? OutputMode.JSON : OutputMode.TEXT;
    guess.noColor = arguments.contains("--no-color");
    return guess;
  }
}
