package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.config.ProviderSettings.Groups;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderReaderTest {
  private static final String SOUND =
      """
      version: 1
      serve:
        provider:
          issuer: https://login.example.com/realms/main
          client-id: ballast
          address: https://ballast.example.com:8432
          viewers: [all, "some more"]
      """;

  @TempDir private Path folder;

  private Optional<ProviderSettings> read(String text) throws IOException {
    Path file = folder.resolve("ballast.yaml");
    Files.writeString(file, text);
    return Configuration.read(file, new ProcessEnvironment(Map.of(), folder, folder, "somebody"))
        .serve()
        .provider();
  }

  @Test
  void everyKeyReachesItsComponent() throws IOException {
    assertThat(read(SOUND))
        .contains(
            new ProviderSettings(
                URI.create("https://login.example.com/realms/main"),
                "ballast",
                Optional.empty(),
                URI.create("https://ballast.example.com:8432"),
                "groups",
                new Groups(List.of("all", "some more"), List.of(), List.of())));
    assertThat(
            read(SOUND
                    + "    client-secret: env:CLIENT\n    groups-claim: roles\n"
                    + "    operators: [dba]\n    admins: [head]\n")
                .orElseThrow())
        .satisfies(
            all -> {
              assertThat(all.clientSecret()).contains(new SecretReference.InVariable("CLIENT"));
              assertThat(all.groupsClaim()).isEqualTo("roles");
              assertThat(all.groups().operators()).containsExactly("dba");
              assertThat(all.groups().admins()).containsExactly("head");
            });
    assertThat(read("version: 1\n")).isEmpty();
  }

  /// Codes and tokens go to these addresses.
  @ParameterizedTest
  @CsvSource({
    "https://login.example.com/realms/main, http://login.example.com/realms/main",
    "https://login.example.com/realms/main, https://login.example.com/?realm=main",
    "https://login.example.com/realms/main, https://ann:pw@login.example.com",
    "https://login.example.com/realms/main, login.example.com",
    "https://ballast.example.com:8432, http://ballast.example.com:8432",
    "'viewers: [all, \"some more\"]', groups-claim: roles",
    "client-id: ballast, groups-claim: roles"
  })
  void whatIsUnsafeOrMissingIsReported(String sound, String faulty) {
    assertThat(SOUND).contains(sound);
    assertThatThrownBy(() -> read(SOUND.replace(sound, faulty)))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(TargetsError.CONFIGURATION_INVALID));
  }
}
