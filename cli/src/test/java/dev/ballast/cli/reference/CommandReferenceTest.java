package dev.ballast.cli.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.CommandTree;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

final class CommandReferenceTest {
  private static final Path PAGES = Path.of("..", "docs", "reference", "cli");

  static List<CommandSpec> commands() {
    return CommandTree.all(CommandTree.of(new RootCommand())).stream()
        .map(CommandLine::getCommandSpec)
        .toList();
  }

  static List<CommandSpec> leaves() {
    return commands().stream().filter(spec -> spec.userObject() instanceof LeafCommand).toList();
  }

  @Test
  void everyCommandHasItsPageAndNoPageIsLeftOver() {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder index = new StringBuilder();
    index.append(
        "# Commands\n\nEach page is what `--help` prints.\n\n| command | job |\n|---|---|\n");
    for (CommandSpec spec : commands()) {
      String name = spec.qualifiedName("-") + ".md";
      String help = spec.commandLine().getUsageMessage(Ansi.OFF).stripTrailing();
      String job = String.join(" ", spec.usageMessage().header());
      pages.put(name, "# " + spec.qualifiedName() + "\n\n```text\n" + help + "\n```\n");
      index.append("| [`%s`](%s) | %s |%n".formatted(spec.qualifiedName(), name, job));
    }
    pages.put("README.md", index.toString());

    Golden.checkFolder(PAGES, pages);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpPrintsThePage(CommandSpec spec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    List<String> call = new ArrayList<>(List.of(spec.qualifiedName().split(" ", -1)));
    call.removeFirst();
    call.add("--help");

    CommandRun.of(
            new RootCommand(),
            call,
            new Terminal(stream, stream, false, false, Map.of(), Clock.system()))
        .status();

    assertThat(Files.readString(PAGES.resolve(spec.qualifiedName("-") + ".md")))
        .contains("\n" + out.toString(UTF_8).stripTrailing() + "\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyArgumentIsDescribedInASentence(CommandSpec spec) {
    for (ArgSpec argument : spec.args()) {
      String description = String.join(" ", argument.description());
      assertThat(description).as(spec.qualifiedName() + " " + argument.paramLabel()).endsWith(".");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysItsJobInASentence(CommandSpec spec) {
    assertThat(String.join(" ", spec.usageMessage().header()))
        .as(spec.qualifiedName())
        .matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void everyLeafHasExamplesOfItselfThatParse(CommandSpec leaf) {
    Example example = leaf.userObject().getClass().getAnnotation(Example.class);

    assertThat(example).as(leaf.qualifiedName() + " has no @Example").isNotNull();
    assertThat(leaf.userObject().getClass().getAnnotation(Exits.class))
        .as(leaf.qualifiedName() + " has no @Exits")
        .isNotNull();
    assertThat(example.value())
        .allSatisfy(call -> assertThat(call).contains(leaf.qualifiedName()))
        .allSatisfy(CommandReferenceTest::parses);
  }

  /// An example may stand in a line of shell, such as `source <(ballast generate-completion)`.
  private static void parses(String call) {
    String words = call.substring(call.indexOf("ballast ") + "ballast ".length());
    String own = words.replaceFirst("[)|>].*", "").strip();
    CommandTree.of(new RootCommand()).parseArgs(own.split("\\s+", -1));
  }
}
