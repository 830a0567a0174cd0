package dev.ballast.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that run for long, beside what else this process does.
class RunningProgramsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  /// A virtual thread that reads from a pipe holds its carrier. The JDK has another one in its
  /// place, which it ends after 30 s without work; on two processors no virtual thread ran from
  /// then on.
  @Test
  void whatAProgramPrintsIsReadByThreadsThatCarryNoOthers() throws IOException {
    Path begun = pipe("begun");
    Path end = pipe("end");
    ExternalCommand program =
        ExternalCommand.of(
            "/bin/sh",
            "-c",
            "echo begun > \"$1\"; read line < \"$2\"",
            "sh",
            begun.toString(),
            end.toString());
    CompletableFuture<byte[]> running =
        CompletableFuture.supplyAsync(
            () -> program.run(LIMIT), task -> Thread.ofPlatform().daemon().start(task));
    assertThat(Files.readString(begun)).isEqualTo("begun\n");
    try {
      // Virtual threads are not among these.
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals(ExternalCommand.READER))
          .hasSize(2);
    } finally {
      Files.writeString(end, "end\n");
    }
    assertThat(running.join()).isEmpty();
  }

  private Path pipe(String name) throws IOException {
    Path pipe = folder.resolve(name);
    ExternalCommand.of("mkfifo", pipe.toString()).run(LIMIT);
    return pipe;
  }
}
