package dev.ballast.cli.command.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.command.change.ChangeCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.CommandTree;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.observe.catalogue.RemediesOfCases;
import dev.ballast.observe.catalogue.RemediesOfCases.Given;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The commands that checks advise, under the rules that Ballast gives to others.
class RemediesTest {
  private static final List<Given> GIVEN = RemediesOfCases.list();

  /// A literal that begins with a command of Ballast.
  private static final Pattern COMMAND = Pattern.compile("\"(ballast [a-z][^\"]*)\"");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noStatementIsAHazard(int major) throws IOException {
    List<Given> statements = GIVEN.stream().filter(given -> !isProgram(given.command())).toList();
    assertThat(statements).hasSizeGreaterThan(60);
    for (int i = 0; i < statements.size(); i++) {
      Given given = statements.get(i);
      Files.writeString(
          folder.resolve("%03d-%s.sql".formatted(i + 1, given.check())),
          before(given) + given.command() + "\n");
    }
    int status =
        CommandRun.of(
                new ChangeCommand(),
                List.of(
                    "check",
                    "--fail-on",
                    "error",
                    "--tool",
                    "plain-sql",
                    "--server-major",
                    Integer.toString(major),
                    folder.toString()),
                new Terminal(
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(out, true, UTF_8),
                    false,
                    false,
                    Map.of(),
                    Clock.system()))
            .status();
    assertThat(status).as(out.toString(UTF_8)).isZero();
  }

  /// What is there where the check finds something, as far as a rule depends on it.
  private static String before(Given given) {
    return given.check().equals("policy-not-enforced")
        ? "CREATE POLICY own ON public.\"Orders; --\" USING (current_user = 'own');\n"
        : "";
  }

  @Test
  void everyCommandOfBallastIsOne() {
    List<Given> commands =
        GIVEN.stream().filter(given -> given.command().startsWith("ballast ")).toList();
    assertThat(commands).hasSizeGreaterThan(20);
    for (Given given : commands) {
      List<String> words = words(given.command());
      CommandLine line = CommandTree.of(new RootCommand());
      assertThatCode(() -> line.parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
          .as(given.check() + ": " + given.command())
          .doesNotThrowAnyException();
    }
  }

  /// Those that need a fault of a real server are in no case.
  @Test
  void everyCommandThatASourceNamesIsOne() throws IOException {
    List<String> named = new ArrayList<>();
    Path checks = root().resolve("observe/src/main/java/dev/ballast/observe");
    for (String folder : List.of("catalogue", "check")) {
      try (Stream<Path> files = Files.walk(checks.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          COMMAND.matcher(Files.readString(file)).results().forEach(m -> named.add(m.group(1)));
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named).allSatisfy(command -> assertThat(isCommand(command)).as(command).isTrue());
    assertThat(isCommand("ballast series show %s")).isFalse();
    assertThat(isCommand("ballast alert shows %s")).isFalse();
  }

  private static boolean isCommand(String command) {
    CommandLine at = CommandTree.of(new RootCommand());
    List<String> words = words(command);
    for (String word : words.subList(1, words.size())) {
      if (at.getSubcommands().isEmpty()) {
        return true;
      }
      if (!at.getSubcommands().containsKey(word)) {
        return false;
      }
      at = at.getSubcommands().get(word);
    }
    return at.getSubcommands().isEmpty();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static boolean isProgram(String command) {
    return command.startsWith("ballast ") || command.startsWith("pg_checksums ");
  }

  /// The words of a command line as a shell finds them: quotes keep a word together.
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
