package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program, as it was built just before.
final class LauncherIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String LAUNCHER = PROJECT.resolve("ballast").toString();

  @Test
  void runsFromAnyFolderAndThroughALink(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("my ballast"), Path.of(LAUNCHER));

    ProcessRun run = ProcessRun.of(folder, Map.of(), List.of(link.toString(), "--version"));

    assertThat(run.out()).startsWith("ballast ");
    assertThat(run.status()).isZero();
  }

  @Test
  void passesArgumentsAndTheExitStatusThrough() {
    ProcessRun run =
        ProcessRun.of(
            PROJECT, Map.of(), List.of(LAUNCHER, "version", "two words", "--output=json"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("unknown command or argument 'two words'");
  }

  @Test
  void aCacheThatDoesNotFitIsPassedOverInSilence(@TempDir Path folder) throws IOException {
    Path moved = copyPackage(folder.resolve("moved here"));
    Files.writeString(moved.resolve("ballast.aot"), "not a cache");

    ProcessRun run =
        ProcessRun.of(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCache=" + moved.resolve("ballast.aot"),
                "-Xlog:disable",
                "-jar",
                moved.resolve("ballast.jar").toString(),
                "--version"));

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("ballast ");
  }

  @Test
  void theCacheIsMadeFromABackupItsProofAndItsRestore() throws IOException {
    assertThat(Path.of("target", "start-up-cache.log"))
        .content()
        .contains("\nrehearsed with a server\n");
  }

  @Test
  void theJvmTakesTheOptionsOfCommandsThatWorkOnVaults(@TempDir Path folder) {
    ProcessRun run =
        ProcessRun.of(
            folder,
            Map.of("BALLAST_JAVA_OPTS", "-XX:+PrintCommandLineFlags"),
            List.of(LAUNCHER, "backup", "list", "--vault", "./none", "--key", "file:none"));

    assertThat(run.out()).contains("-XX:Tier4InvocationThreshold=50000", "-XX:+UseSerialGC");
    assertThat(run.err()).startsWith("error: ");
  }

  private static Path copyPackage(Path to) throws IOException {
    Path from = Path.of("target", "ballast");
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }
}
