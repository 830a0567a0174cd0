package dev.ballast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class VaultOptionsTest {
  @TempDir private Path folder;
  private Path configuration;

  @Command(name = "open")
  static final class Open {
    @Mixin private VaultOptions vaults = new VaultOptions();
  }

  @BeforeEach
  void configure() throws java.io.IOException {
    configuration = folder.resolve("ballast.yaml");
    Files.writeString(
        configuration,
        "version: 1\nvaults:\n  main:\n    folder: /srv/vault\n    key: env:BALLAST_KEY\n");
  }

  @Test
  void aNameThatIsAFolderNeedsASlash() {
    // The working folder of this test is the module's own.
    Fault fault = refused("--vault", "src", "--config", configuration.toString());

    assertThat(fault.code()).isEqualTo(CommandError.VAULT_NOT_NAMED);
    assertThat(fault.detail().orElseThrow()).contains("slash");
    assertThat(fault.hint().orElseThrow()).contains("--vault ./src");
  }

  @Test
  void soDoesANameWithAKey() {
    Fault fault = refused("--vault", "vault", "--key", "env:BALLAST_KEY");

    assertThat(fault.hint().orElseThrow()).contains("--vault ./vault");
  }

  @Test
  void anEmptyNameIsSaidToBeEmpty() {
    assertThat(refused("--vault", "")).hasMessage("--vault is empty");
  }

  @Test
  void optionsFromAnywhereNameTheConfigurationAndNoWorkingFolder() throws java.io.IOException {
    Files.writeString(
        configuration,
        Files.readString(configuration)
            + "targets:\n  shop:\n    host: db\n    user: u\n    database: shop\n");
    String file = configuration.toString();
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(fromAnywhere("--config", file)).containsExactly("--config", file);
    assertThat(fromAnywhere("--config", file, "--vault", "main"))
        .containsExactly("--config", file, "--vault", "main");
    assertThat(fromAnywhere("--config", file, "--vault", "./a vault", "--key", "file:a key"))
        .containsExactly(
            "--config", file, "--vault", here + "/a vault/", "--key", "file:" + here + "/a key");
    assertThat(fromAnywhere("--config", file, "--vault", "/srv/v", "--key", "command:pass show k"))
        .containsExactly("--config", file, "--vault", "/srv/v/", "--key", "command:pass show k");
    Open open = new Open();
    new CommandLine(open).parseArgs("--config", file, "--vault", "/srv/v");
    assertThat(open.vaults.fromAnywhere("postgresql://u@db:5432/shop"))
        .containsExactly("--vault", "/srv/v/");
  }

  private static java.util.List<String> fromAnywhere(String... words) {
    Open open = new Open();
    new CommandLine(open).parseArgs(words);
    return open.vaults.fromAnywhere("shop");
  }

  private static Fault refused(String... words) {
    Open open = new Open();
    new CommandLine(open).parseArgs(words);
    return catchThrowableOfType(Fault.class, () -> open.vaults.declaration(Optional.empty()));
  }
}
