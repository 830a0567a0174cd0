package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FindJdkTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path home;

  @Test
  void javaHomeWinsWhereItIsNewEnough() throws IOException {
    Path chosen = jdk("my jdk", "26.0.1");
    jdk(".jdks/other", "25");

    assertThat(find(Map.of("JAVA_HOME", chosen.toString()))).isEqualTo(chosen + "\n");
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws IOException {
    Path old = jdk("old", "17.0.15");
    Path found = jdk(".jdks/too new to be first", "2500");

    String answer = find(Map.of("JAVA_HOME", old.toString(), "MINIMUM", "2000"));

    assertThat(answer).isEqualTo(found + "\n");
  }

  @Test
  void amongFoldersTheNearestReleaseWins() throws IOException {
    jdk(".jdks/a", "2900");
    Path nearest = jdk(".sdkman/candidates/java/b", "2100.0.2-ea");
    jdk(".jdks/c", "1999");

    assertThat(find(Map.of("MINIMUM", "2000"))).isEqualTo(nearest + "\n");
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws IOException {
    Path runtime = jdk(".jdks/runtime", "2500");
    Files.delete(runtime.resolve("bin/javac"));

    ProcessRun run = run(Map.of("MINIMUM", "2000"));

    assertThat(run.status()).isEqualTo(6);
  }

  @Test
  void withoutOneItSaysWhichToInstallAndEndsWith6() {
    ProcessRun run = run(Map.of("MINIMUM", "2000"));

    assertThat(run.status()).isEqualTo(6);
    assertThat(run.err())
        .startsWith("error: no JDK 2000 or newer on this machine (jdk-missing)\ndetail: ")
        .contains("\nhint: Install one: ");
  }

  private String find(Map<String, String> environment) {
    ProcessRun run = run(environment);
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  private ProcessRun run(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(Map.of("HOME", home.toString(), "JAVA_HOME", ""));
    all.putAll(environment);
    String script =
        ". .mvn/find-jdk.sh; ballast_jdk_minimum=${MINIMUM:-25}; find_jdk || exit $?; echo \"$JAVA_HOME\"";
    return ProcessRun.of(PROJECT, all, List.of("sh", "-eu", "-c", script));
  }

  private Path jdk(String folder, String version) throws IOException {
    Path jdk = home.resolve(folder);
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }
}
