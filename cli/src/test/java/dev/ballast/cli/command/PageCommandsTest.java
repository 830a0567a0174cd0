package dev.ballast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/// The commands that pages show.
class PageCommandsTest {
  private static final Pattern COMMAND = Pattern.compile("<code>(ballast [a-z][^<]*)</code>");

  @Test
  void everyCommandOfAPageIsOne() throws IOException {
    TreeSet<String> commands = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("..", "pages", "src", "main", "jte"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
        COMMAND.matcher(Files.readString(file)).results().forEach(m -> commands.add(m.group(1)));
      }
    }
    assertThat(commands).hasSizeGreaterThan(6);
    assertThat(commands).allMatch(PageCommandsTest::isCommand);
    assertThat(isCommand("ballast incident show x --output markdown")).isFalse();
    assertThat(isCommand("ballast target check shop")).isFalse();
  }

  /// One that is named without all that it needs is a command too.
  private static boolean isCommand(String text) {
    List<String> words = List.of(text.replaceAll("\\$\\{[^}]*}", "x").split(" "));
    CommandLine line = CommandTree.of(new RootCommand());
    try {
      line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      return true;
    } catch (MissingParameterException e) {
      return true;
    } catch (CommandLine.ParameterException e) {
      return false;
    }
  }
}
