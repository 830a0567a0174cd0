package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `packaging` holds for systemd and for containers, checked without running either.
class PackagingTest {
  private static final Path PACKAGING = Path.of("..", "packaging");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  /// Of systemd's own scale, on which 10 is a service with nothing set.
  private static final String HIGHEST_EXPOSURE_TENTHS = "36";

  @TempDir private Path folder;

  @Test
  void theUnitIsWellFormedAndHardened() throws IOException {
    assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
    Path unit = folder.resolve("ballast.service");
    // The program that is started need not be on the machine that builds.
    Files.writeString(
        unit,
        Files.readString(PACKAGING.resolve("ballast.service"))
            .replace("/usr/bin/java", "/bin/true"));

    ProcessRun form = analyze("verify", "--man=no", unit.toString());
    assertThat(form.out() + form.err()).isEmpty();
    assertThat(form.status()).isZero();
    ProcessRun exposure =
        analyze(
            "security",
            "--offline=true",
            "--threshold=" + HIGHEST_EXPOSURE_TENTHS,
            unit.toString());
    assertThat(exposure.status()).as(exposure.out()).isZero();
  }

  private ProcessRun analyze(String... arguments) {
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
    command.addAll(List.of(arguments));
    return ProcessRun.of(folder, Map.of("SYSTEMD_LOG_LEVEL", "warning"), command);
  }

  @Test
  void theContainerIsBuiltInStagesAndRunsAsNobodyInParticular() throws IOException {
    List<String> lines = Files.readAllLines(PACKAGING.resolve("Containerfile"));

    List<String> stages = lines.stream().filter(l -> l.startsWith("FROM ")).toList();
    assertThat(stages).hasSize(2).allMatch(l -> l.matches("FROM [a-z-]+:25-\\S+( AS build)?"));
    assertThat(lines.stream().filter(l -> l.startsWith("USER ")).toList())
        .containsExactly("USER 10001:10001");
    // Nothing is fetched but what Maven checks, nothing is unpacked unseen, and what is run belongs
    // to root.
    assertThat(lines)
        .noneMatch(l -> l.startsWith("ADD ") || l.contains("curl") || l.contains("wget"));
    assertThat(lines).anyMatch(l -> l.startsWith("COPY --from=build --chown=root:root"));
    // The root is read-only: what is written is in the volume.
    assertThat(lines).contains("VOLUME [\"/var/lib/ballast\"]");
    assertThat(lines.stream().filter(l -> l.startsWith("ENV ")).toList())
        .containsExactly(
            "ENV BALLAST_STATE=/var/lib/ballast/state BALLAST_CACHE=/var/lib/ballast/cache");
  }
}
