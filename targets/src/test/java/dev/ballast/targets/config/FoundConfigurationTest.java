package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A `ballast.yaml` that lay in the working folder: it may have come with someone else's sources.
final class FoundConfigurationTest {
  @TempDir private Path folder;

  private Path here;
  private Path ran;

  @BeforeEach
  void attack() throws IOException {
    here = Files.createDirectory(folder.resolve("here"));
    ran = folder.resolve("ran");
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "s3cr3t");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        here.resolve("ballast.yaml"),
        """
        version: 1
        vaults:
          main: { folder: ./vault, key: "env:GITHUB_TOKEN" }
        targets:
          command: { host: 127.0.0.1, user: a, password: "command:touch %s" }
          variable: { host: 127.0.0.1, user: a, password: "env:GITHUB_TOKEN" }
          file: { host: 127.0.0.1, user: a, password: "file:%s" }
        """
            .formatted(ran, secret));
  }

  @Test
  void ofACheckedOutTreeItGetsNoSecret() throws IOException {
    Files.createDirectory(folder.resolve(".git"));

    for (String target : new String[] {"command", "variable", "file"}) {
      withheld(Optional.empty(), Map.of(), target);
    }
    assertThatThrownBy(
            () ->
                Configuration.load(Optional.empty(), environment(Map.of()))
                    .vault("main")
                    .key()
                    .resolve())
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(TargetsError.SECRET_WITHHELD));
    assertThat(ran).doesNotExist();
  }

  @Test
  void onABuildServerItGetsNoSecret() {
    withheld(Optional.empty(), Map.of("CI", "true"), "variable");
    withheld(Optional.empty(), Map.of("CI", "true"), "file");
  }

  @Test
  void elsewhereItRunsNoProgram() {
    withheld(Optional.empty(), Map.of(), "command");
    assertThat(ran).doesNotExist();
    assertThat(password(Optional.empty(), Map.of(), "variable")).isEqualTo("ghs_fake");
    assertThat(password(Optional.empty(), Map.of(), "file")).isEqualTo("s3cr3t");
  }

  @Test
  void aFileThatWasNamedGetsWhatItAsksFor() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Path file = here.resolve("ballast.yaml");

    assertThat(password(Optional.of(file), Map.of("CI", "true"), "variable")).isEqualTo("ghs_fake");
    assertThat(password(Optional.empty(), Map.of("BALLAST_CONFIG", file.toString()), "file"))
        .isEqualTo("s3cr3t");
  }

  private void withheld(Optional<Path> option, Map<String, String> variables, String target) {
    assertThatThrownBy(() -> password(option, variables, target))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(TargetsError.SECRET_WITHHELD);
              assertThat(fault.hint())
                  .hasValueSatisfying(it -> assertThat(it).contains("--config"));
            });
  }

  private String password(Optional<Path> option, Map<String, String> variables, String target) {
    return Configuration.load(option, environment(variables))
        .target(target)
        .connection(environment(variables))
        .password()
        .orElseThrow()
        .reveal();
  }

  private ProcessEnvironment environment(Map<String, String> more) {
    Map<String, String> variables = new java.util.HashMap<>(more);
    variables.put("GITHUB_TOKEN", "ghs_fake");
    return new ProcessEnvironment(variables, folder, here, "me");
  }
}
