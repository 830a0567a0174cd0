package dev.ballast.cli.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Harmless;
import dev.ballast.report.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What standard error and files show of text that an attacker wrote.
final class HostileTalkTest {
  /// What a false server answers a log-in with.
  private static final String FROM_THE_SERVER = "\u001b[2K\u001b[1A\u001b]0;owned\u0007all is well";

  private final Screen screen = new Screen();

  @Test
  void anErrorAndWhatIsSaidShowTheServersWords() {
    ErrorMessage message =
        ErrorMessage.of(
            Fault.of(CommonError.INTERNAL_ERROR, FROM_THE_SERVER + "\nhint: run this")
                .detail("one\nerror: two\n::error::three")
                .hint("a\nb"));

    assertThat(message.text(Style.PLAIN))
        .isEqualTo(
            """
            error: \\x1b[2K\\x1b[1A\\x1b]0;owned\\x07all is well\\nhint: run this (internal-error)
            detail: one
              error: two
              \\x3a:error::three
            hint: a
              b
            """);
    Harmless.text(message.json());
    Console console = new Console(screen.pipes(Clock.system()), Style.PLAIN, false);
    console.insist(FROM_THE_SERVER + "\n::error::x");
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("::group::" + FROM_THE_SERVER, 1);
      progress.note("\r::error::" + FROM_THE_SERVER);
    }
    Harmless.text(screen.err());
  }

  @Test
  void aCrashFileShowsTheWordsOfOthers(@TempDir Path folder) throws Exception {
    CrashFile.report(
        new IllegalStateException(FROM_THE_SERVER),
        List.of("\u001b[2J", "::error::x"),
        folder,
        Clock.system().now());

    try (var files = Files.list(folder)) {
      Harmless.text(Files.readString(files.findFirst().orElseThrow()));
    }
  }

  @Test
  void whoWritesPastTheConsoleIsHeardTheSameWay() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = VisibleStream.before(new PrintStream(bytes, true, UTF_8));

    stream.println("größe " + FROM_THE_SERVER);
    stream.print("::error::x\nrest");
    stream.close();

    assertThat(bytes.toString(UTF_8))
        .isEqualTo("größe \\x1b[2K\\x1b[1A\\x1b]0;owned\\x07all is well\n\\x3a:error::x\nrest\n");
  }
}
