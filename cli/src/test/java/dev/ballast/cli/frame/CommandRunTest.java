package dev.ballast.cli.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class CommandRunTest {
  private final Screen screen = new Screen();

  /// The tree under test: a group with leaves that end in every way a command can.
  @Command(name = "shop", header = "Sell.", subcommands = Shelf.class)
  static final class Shop {}

  @Command(
      name = "shelf",
      header = "Keep things.",
      subcommands = {Count.class, Break.class, Refuse.class, Fill.class, Stop.class, Spill.class})
  static final class Shelf {}

  @Command(name = "count", header = "Count what is on the shelf.")
  @Example("shop shelf count --of cups")
  @Exits(ExitCode.FOUND)
  static final class Count implements LeafCommand {
    @Option(names = "--of", defaultValue = "things", description = "What to count.")
    private String of;

    record Counted(String of, int number) implements Report {
      @Override
      public String schema() {
        return "shelf-count/1";
      }

      @Override
      public ExitCode exit() {
        return ExitCode.FOUND;
      }

      @Override
      public void print(Page page) {
        page.line(page.style().green(number + " " + of));
      }
    }

    @Override
    public Report run(Console console) {
      console.say("counting");
      return new Counted(of, 3);
    }
  }

  @Command(name = "break", header = "Have a defect.")
  static final class Break implements LeafCommand {
    @Override
    public Report run(Console console) {
      throw new IllegalStateException("the shelf is not level");
    }
  }

  @Command(name = "refuse", header = "Raise a fault.")
  static final class Refuse implements LeafCommand {
    @Override
    public Report run(Console console) {
      throw Fault.of(CliError.USAGE_ERROR, "the shelf is full")
          .detail("it holds 3 cups")
          .hint("Take one off.");
    }
  }

  @Command(name = "fill", header = "Put something on the shelf.")
  static final class Fill implements LeafCommand {
    @Option(names = "--cups")
    private long cups;

    @Option(names = "--at")
    private Path place = Path.of("here");

    @ArgGroup private Side side = new Side();

    static final class Side {
      @Option(names = "--left")
      private boolean left;

      @Option(names = "--right")
      private boolean right;
    }

    @Override
    public Report run(Console console) {
      throw Fault.of(CliError.USAGE_ERROR, cups + " " + place + " " + side.left + " " + side.right);
    }
  }

  @Command(name = "stop", header = "Be interrupted in a read.")
  static final class Stop implements LeafCommand {
    @Override
    public Report run(Console console) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("channel closed");
    }
  }

  @Command(name = "spill", header = "Count, and then fail to write it down.")
  static final class Spill implements LeafCommand {
    record Spilled(int number, Optional<Fault> afterwards) implements Report {
      @Override
      public String schema() {
        return "shelf-spill/1";
      }

      @Override
      public ExitCode exit() {
        return ExitCode.FOUND;
      }

      @Override
      public void print(Page page) {
        page.line(number + " things");
      }
    }

    @Override
    public Report run(Console console) {
      return new Spilled(3, Optional.of(Fault.of(CliError.USAGE_ERROR, "the pen is dry")));
    }
  }

  private int run(String... arguments) {
    return CommandRun.of(new Shop(), List.of(arguments), screen.pipes(new HeldClock())).status();
  }

  @Test
  void printsTheResultOnOutputAndTalkOnError() {
    assertThat(run("shelf", "count", "--of", "cups")).isEqualTo(3);
    assertThat(screen.out()).isEqualTo("3 cups\n");
    assertThat(screen.err()).isEqualTo("counting\n");
  }

  @Test
  void aFaultBehindTheResultIsReportedBehindItAndDecidesTheExit() {
    assertThat(run("shelf", "spill")).isEqualTo(2);
    assertThat(screen.out()).isEqualTo("3 things\n");
    assertThat(screen.err()).isEqualTo("error: the pen is dry (usage-error)\n");
  }

  @Test
  void aFaultBehindTheResultIsNoPartOfItsJsonForm() {
    assertThat(run("shelf", "spill", "--output", "json")).isEqualTo(2);
    assertThat(screen.out()).contains("\"number\" : 3").doesNotContain("pen");
    assertThat(screen.err()).contains("\"code\":\"usage-error\"").contains("the pen is dry");
  }

  @Test
  void jsonNamesItsSchemaFirst() {
    assertThat(run("shelf", "count", "--output", "json", "--quiet")).isEqualTo(3);
    assertThat(screen.out())
        .isEqualTo(
            """
            {
              "schema" : "shelf-count/1",
              "result" : {
                "of" : "things",
                "number" : 3
              }
            }
            """);
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void coloursOnlyATerminalAndNeverAgainstNoColor() {
    Terminal terminal = screen.terminal(true, Map.of(), new HeldClock());
    CommandRun.of(new Shop(), List.of("shelf", "count", "-q"), terminal).status();
    CommandRun.of(new Shop(), List.of("shelf", "count", "-q", "--no-color"), terminal).status();
    Terminal noColor = screen.terminal(true, Map.of("NO_COLOR", "1"), new HeldClock());
    CommandRun.of(new Shop(), List.of("shelf", "count", "-q"), noColor).status();

    assertThat(screen.out()).isEqualTo("\u001b[32m3 things\u001b[0m\n3 things\n3 things\n");
  }

  @Test
  void aFaultIsToldInThreeLinesWithItsCode() {
    assertThat(run("shelf", "refuse")).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .isEqualTo(
            """
            error: the shelf is full (usage-error)
            detail: it holds 3 cups
            hint: Take one off.
            """);
  }

  @Test
  void aFaultInJsonIsOneLineOnError() {
    assertThat(run("shelf", "refuse", "--output=json")).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .isEqualTo(
            "{\"schema\":\"error/1\",\"error\":{\"code\":\"usage-error\",\"blame\":\"user\",\"exit\":2,"
                + "\"message\":\"the shelf is full\",\"detail\":\"it holds 3 cups\",\"hint\":\"Take one off.\"}}\n");
  }

  @Test
  void aDefectIsOneLineAndAFileNotATrace() {
    assertThat(run("shelf", "break")).isEqualTo(ExitCode.BUG.status());
    assertThat(screen.err())
        .startsWith(
            "error: an assumption of Ballast's own code did not hold: IllegalStateException (internal-error)\n")
        .contains("detail: the details were written to ")
        .doesNotContain("\tat ");
  }

  @Test
  void whateverBreaksAfterAnInterruptIsTheInterrupt() {
    assertThat(run("shelf", "stop")).isEqualTo(ExitCode.INTERRUPTED.status());
    assertThat(screen.err())
        .startsWith(
            "error: interrupted while running the command (" + CommonError.INTERRUPTED.id());
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aFaultWhileTheProcessIsInterruptedIsTheInterrupt() {
    int status =
        CommandRun.of(new Shop(), List.of("shelf", "count", "--nothing"), pipes())
            .interruptedBy(() -> true)
            .status();

    assertThat(status).isEqualTo(ExitCode.INTERRUPTED.status());
    assertThat(screen.err())
        .startsWith("error: interrupted while running the command (interrupted)\ndetail: ");
  }

  private Terminal pipes() {
    return screen.pipes(new HeldClock());
  }

  @Test
  void anUnknownOptionIsWrongUsageWithASuggestion() {
    assertThat(run("shelf", "count", "--outputs=json")).isEqualTo(2);
    assertThat(screen.err())
        .isEqualTo(
            """
            error: unknown option: '--outputs=json' (usage-error)
            hint: Perhaps --output? See shop shelf count --help.
            """);
  }

  @Test
  void aResultThatIsLostIsNoSuccess() {
    Terminal pipes = screen.pipes(new HeldClock());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Terminal terminal =
        new Terminal(
            new PrintStream(full, false, UTF_8),
            pipes.err(),
            false,
            false,
            Map.of(),
            pipes.clock());

    assertThat(CommandRun.of(new Shop(), List.of("shelf", "count"), terminal).status())
        .isEqualTo(6);
    assertThat(screen.err())
        .contains("error: the result could not be written (output-not-written)\n");
  }

  @Test
  void whatIsWrongWithAValueIsSaidInWords() {
    assertThat(run("shelf", "fill", "--cups", "abc")).isEqualTo(2);
    assertThat(screen.err())
        .isEqualTo(
            """
            error: invalid value for option '--cups': 'abc' is not a whole number, or too large a one (usage-error)
            hint: See shop shelf fill --help.
            """);
    assertThat(run("shelf", "fill", "--at", "")).isEqualTo(2);
    assertThat(screen.err()).contains("invalid value for option '--at': the path is empty");
    assertThat(run("shelf", "fill", "--left", "--right")).isEqualTo(2);
    assertThat(screen.err()).doesNotContain("error: error:").contains("are mutually exclusive");
  }

  @Test
  void anUnknownVerbIsWrongUsage() {
    assertThat(run("shelf", "paint")).isEqualTo(2);
    assertThat(screen.err())
        .startsWith("error: unknown command or argument 'paint' (usage-error)\n");
  }

  @Test
  void helpOfAnUnknownVerbOrNounIsWrongUsageToo() {
    assertThat(run("shelf", "coumt", "--help")).isEqualTo(2);
    assertThat(screen.err())
        .isEqualTo(
            """
            error: unknown command or argument 'coumt' (usage-error)
            hint: Perhaps count? See shop shelf --help.
            """);
    assertThat(run("lab", "create", "-h")).isEqualTo(2);
    assertThat(screen.err()).contains("error: unknown command or argument 'lab create'");
    assertThat(screen.out()).isEmpty();
    assertThat(run("shelf", "--help")).isZero();
  }

  @Test
  void aNounWithoutVerbNamesItsVerbs() {
    assertThat(run("shelf")).isEqualTo(2);
    assertThat(screen.err())
        .isEqualTo(
            """
            error: shop shelf needs a command (usage-error)
            hint: One of: count, break, refuse, fill, stop, spill. See shop shelf --help.
            """);
  }

  @Test
  void wrongUsageIsJsonTooWhereJsonWasAsked() {
    assertThat(run("shelf", "paint", "--output", "json")).isEqualTo(2);
    assertThat(screen.err())
        .startsWith("{\"schema\":\"error/1\"")
        .endsWith("}\n")
        .containsOnlyOnce("\n");
  }

  @Test
  void helpReadsAsAManPageWithExamplesFirst() {
    assertThat(run("shelf", "count", "--help")).isZero();
    assertThat(screen.out())
        .isEqualTo(
            """
            NAME
                shop shelf count - Count what is on the shelf.

            EXAMPLE
                shop shelf count --of cups

            SYNOPSIS
                shop shelf count [-hq] [--no-color] [--of=<of>] [--output=text|json]

            OPTIONS
                      --of=<of>            What to count.
                      --output=text|json   How to print the result: text for people (the default), or json, whose
                                             schema is named in its first field.
                      --no-color           Print without colour. So does the environment variable NO_COLOR, and so
                                             does any output that is not a terminal.
                  -q, --quiet              Print no progress, only the result and errors.
                  -h, --help               Print this page.

            EXIT STATUS
                  0  done and clean
                  1  a defect in Ballast
                  2  the command line or the configuration is wrong
                  3  ran well and found something at or over the threshold
                130  interrupted by the operator; what was half done was cleaned up

            """);
  }

  @Test
  void withoutArgumentsTheRootPrintsItsHelpAndEveryLeaf() {
    assertThat(run()).isZero();
    assertThat(screen.out()).contains("    shelf count   Count what is on the shelf.\n");
  }

  @Test
  void commandsThatDoNotFitTogetherAreADefectNotATrace() {
    @Command(
        name = "twice",
        header = "Twice.",
        subcommands = {Count.class, Count.class})
    final class Twice {}

    int status =
        CommandRun.of(new Twice(), List.of("count"), screen.pipes(new HeldClock())).status();

    assertThat(status).isEqualTo(ExitCode.BUG.status());
    assertThat(screen.err()).contains("(internal-error)").doesNotContain("\tat ");
  }

  @Test
  void versionNamesBallastAndJava() {
    assertThat(run("--version")).isZero();
    assertThat(screen.out()).matches("ballast \\d+\\.\\d+\\.\\d+ \\(Java 2\\d.*\\)\\R");
  }
}
