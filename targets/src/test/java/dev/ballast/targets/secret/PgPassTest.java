package dev.ballast.targets.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Password;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgPassTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db1:5432:shop:ballast:secret | secret",
        "*:*:*:*:secret | secret",
        "*:5432:*:ballast:secret | secret",
        "db2:5432:shop:ballast:secret | ",
        "db1:5433:shop:ballast:secret | ",
        "db:5432:shop:ballast:secret | ",
        "db12:5432:shop:ballast:secret | ",
        "db*:5432:shop:ballast:secret | ",
        "db1:5432:shop:ballast:se\\:c\\\\ret | se:c\\ret",
        "db1:5432:shop:ballast:se:cret | se",
        "db1:5432:shop:ballast:secret\\ | secret\\",
        "d\\b1:5432:shop:ballast:secret | secret",
        "db1:5432:shop:ballast | ",
        "db1:5432:shop | ",
        "db1:5432:shop:ballast: | ''",
        "'' | ",
      })
  void aLineFitsByLibpqsRules(String line, String password) {
    assertThat(PgPass.match(line == null ? "" : line, "db1", "5432", "shop", "ballast"))
        .isEqualTo(Optional.ofNullable(password));
  }

  @Test
  void anEscapedColonIsPartOfAField() {
    assertThat(PgPass.match("\\:\\:1:5432:a\\\\b:u:secret", "::1", "5432", "a\\b", "u"))
        .contains("secret");
  }

  @Test
  void theFirstFittingLineCountsAndCommentsDoNot() throws IOException {
    Path file =
        file(
            """
            #*:*:*:*:comment
            db2:*:*:*:other

            db1:*:*:ballast:first
            *:*:*:*:second
            """);

    assertThat(PgPass.find(file, "db1", 5432, "postgres", "ballast").map(Password::reveal))
        .contains("first");
    assertThat(PgPass.find(file, "db1", 5432, "postgres", "eve").map(Password::reveal))
        .contains("second");
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    assertThat(
            PgPass.find(file("*:*:*:*:secret\r\n"), "db1", 5432, "postgres", "ballast")
                .map(Password::reveal))
        .contains("secret");
  }

  @Test
  void anEmptyPasswordIsNone() throws IOException {
    assertThat(PgPass.find(file("*:*:*:*:\n"), "db1", 5432, "postgres", "ballast")).isEmpty();
  }

  @Test
  void aFileOpenToOthersIsRefused() throws IOException {
    Path file = file("*:*:*:*:secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> PgPass.find(file, "db1", 5432, "postgres", "ballast"));

    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_EXPOSED);
    assertThat(fault.hint()).contains("Run: chmod 600 " + file);
  }

  @Test
  void theFileIsPgpassfileOrElseInTheHomeFolder() {
    assertThat(PgPass.file(environment(Map.of("PGPASSFILE", "/etc/pgpass"))))
        .isEqualTo(Path.of("/etc/pgpass"));
    assertThat(PgPass.file(environment(Map.of()))).isEqualTo(folder.resolve(".pgpass"));
  }

  @Test
  void withoutTheFileThereIsNoPasswordUnlessOneIsRequired() {
    PasswordSource optional = new PasswordSource.FromPgPass(Optional.empty(), false);
    PasswordSource required = new PasswordSource.FromPgPass(Optional.empty(), true);
    ProcessEnvironment environment = environment(Map.of());

    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> required.resolve("db1", 5432, "postgres", "ballast", environment));

    assertThat(optional.resolve("db1", 5432, "postgres", "ballast", environment)).isEmpty();
    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_MISSING);
    assertThat(fault.hint()).contains("Add the line db1:5432:postgres:ballast:PASSWORD.");
  }

  private ProcessEnvironment environment(Map<String, String> variables) {
    return new ProcessEnvironment(variables, folder, folder, "alice");
  }

  private Path file(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("pgpass"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
