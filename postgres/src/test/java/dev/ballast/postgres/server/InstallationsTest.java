package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InstallationsTest {
  @Test
  void embeddedAdmitsNothingThatIsInstalled() {
    assertThat(Installations.admitted("embedded").all())
        .extracting(Installation::origin)
        .doesNotContain(Origin.SYSTEM);
  }

  @Test
  void anUnknownWordIsRefusedAndNotTakenForTheDefault() {
    Fault fault = catchThrowableOfType(Fault.class, () -> Installations.admitted("installed"));

    assertThat(fault.code()).isEqualTo(PostgresError.SERVER_NOT_INSTALLED);
    assertThat(fault.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("embedded"));
  }

  @Test
  @Timeout(60)
  void anInterruptWhileAServerIsAskedForItsVersionIsNotTakenForNoServer(@TempDir Path folder)
      throws IOException {
    Path asked = fifo(folder.resolve("asked"));
    Path program = folder.resolve("postgres");
    Files.writeString(program, "#!/bin/sh\nexec 3> '%s'; sleep 50\n".formatted(asked));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Installations machine =
        new Installations(new EmbeddedServers(folder), List.of(), List.of(folder));
    CompletableFuture<Fault> fault = new CompletableFuture<>();
    Thread worker =
        Thread.ofVirtual()
            .start(() -> fault.complete(catchThrowableOfType(Fault.class, machine::all)));

    // It opens when the program has come so far.
    Files.newInputStream(asked).close();
    worker.interrupt();

    assertThat(fault.join()).isNotNull().extracting(Fault::code).isEqualTo(CommonError.INTERRUPTED);
  }

  private static Path fifo(Path file) {
    ExternalCommand.run(List.of("mkfifo", file.toString()), Duration.ofSeconds(10));
    return file;
  }
}
