package dev.ballast.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
final class InterruptedProgramTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final String SH = "/bin/sh";
  private static final String ENV = "/usr/bin/env";

  /// Who starts the tests in the background has them, and so their programs, ignore some signals.
  private static final String DEFAULT = "--default-signal=HUP,INT,TERM";

  @TempDir private Path folder;

  /// As Ctrl-C does: the same signal ends the program before this thread is interrupted.
  @ParameterizedTest
  @ValueSource(strings = {"HUP", "INT", "TERM"})
  void aProgramThatTheSameSignalEndedIsNotTakenForBroken(String signal) throws IOException {
    Path fifo = fifo();
    CompletableFuture<Fault> fault = new CompletableFuture<>();
    Thread worker =
        Thread.ofVirtual()
            .start(() -> fault.complete(ended("exec 3> \"$1\"; kill -" + signal + " $$", fifo)));

    // It ends when the program is gone.
    Files.readAllBytes(fifo);
    worker.interrupt();

    assertThat(fault.join().code()).isEqualTo(CommonError.INTERRUPTED);
  }

  @Test
  void aProgramThatASignalEndedAloneHasFailed() throws IOException {
    Fault fault = ended("kill -INT $$", fifo());

    assertThat(fault.code()).isEqualTo(MachineError.COMMAND_FAILED);
    assertThat(fault.detail()).hasValue("exit status 130");
  }

  private static Fault ended(String script, Path fifo) {
    String name = fifo.toString();
    return catchThrowableOfType(
        Fault.class,
        () -> ExternalCommand.run(List.of(ENV, DEFAULT, SH, "-c", script, "sh", name), LONG));
  }

  private Path fifo() {
    Path fifo = folder.resolve("fifo");
    ExternalCommand.run(List.of("mkfifo", fifo.toString()), LONG);
    return fifo;
  }
}
