package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
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
  @Timeout(300)
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

  @Test
  void theServersOfAMajorComeNewestFirst(@TempDir Path folder) throws IOException {
    Path cache = folder.resolve("cache");
    fake(folder.resolve("root/usr/lib/postgresql/15/bin"), "15.17 (Debian 15.17-1)");
    fake(folder.resolve("root/usr/pgsql-15/bin"), "15.18");
    fake(folder.resolve("root/usr/lib/postgresql/16/bin"), "16.2");
    fake(cache.resolve("servers/" + embeddedVersion() + "/bin"), embeddedVersion());
    Installations machine =
        new Installations(new EmbeddedServers(cache), List.of(folder.resolve("root")), List.of());

    assertThat(machine.ofMajor(15))
        .extracting(i -> i.version() + " " + i.origin())
        .containsExactly(
            ServerVersion.parse(embeddedVersion()) + " EMBEDDED", "15.18 SYSTEM", "15.17 SYSTEM");
  }

  private static String embeddedVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in =
        EmbeddedServers.class.getResourceAsStream("embedded-servers.properties")) {
      versions.load(in);
    }
    return versions.getProperty("15");
  }

  private static void fake(Path bin, String version) throws IOException {
    Path program = Files.createDirectories(bin).resolve("postgres");
    Files.writeString(program, "#!/bin/sh\necho 'postgres (PostgreSQL) %s'\n".formatted(version));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path fifo(Path file) {
    ExternalCommand.run(List.of("mkfifo", file.toString()), Duration.ofSeconds(10));
    return file;
  }
}
