package dev.ballast.targets.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
  @TempDir Path folder;

  @Test
  void theThreeFormsAreRead() {
    assertThat(parse("env:KEY")).isEqualTo(new SecretReference.InVariable("KEY"));
    assertThat(parse("file:/etc/key")).isEqualTo(new SecretReference.InFile(Path.of("/etc/key")));
    assertThat(parse("file:keys/a b"))
        .isEqualTo(new SecretReference.InFile(folder.resolve("keys/a b")));
    assertThat(parse("file:~/key")).isEqualTo(new SecretReference.InFile(folder.resolve("h/key")));
    assertThat(parse("command:get-key  --name 'a b' --empty \"\" x\"y z\""))
        .isEqualTo(
            new SecretReference.FromCommand(
                List.of("get-key", "--name", "a b", "--empty", "", "xy z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "",
        "env:",
        "file: ",
        "command:",
        "vault:hunter2",
        "env:hunter-2",
        "command:'hunter2",
        ":hunter2",
      })
  void anythingElseIsRefusedAndNotRepeated(String text) {
    Fault fault = catchThrowableOfType(Fault.class, () -> parse(text));

    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_REFERENCE_INVALID);
    assertThat(fault + fault.hint().orElse("")).doesNotContain("hunter");
  }

  @Test
  void oneTrailingLineEndIsNotPartOfTheSecret() throws IOException {
    assertThat(inFile("a b \n", "rw-------").resolve()).isEqualTo("a b ");
    assertThat(inFile("secret\r\n", "r--------").resolve()).isEqualTo("secret");
    assertThat(inFile("secret\n\n", "rw-------").resolve()).isEqualTo("secret\n");
    assertThat(inFile("secret", "rw-------").resolve()).isEqualTo("secret");
  }

  @Test
  void aVariableIsTakenFromTheSurroundings() {
    assertThat(parse("env:KEY").resolve(environment(Map.of("KEY", "secret")))).isEqualTo("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw-----w-", "rw-rw----", "rwxrwxrwx", "rw------x"})
  void aFileOpenToOthersIsRefused(String permissions) throws IOException {
    SecretReference reference = inFile("secret", permissions);

    Fault fault = catchThrowableOfType(Fault.class, reference::resolve);

    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_EXPOSED);
    assertThat(fault.detail()).contains("its permissions are " + permissions);
    assertThat(fault.hint().orElseThrow()).startsWith("Run: chmod 600 " + folder.resolve("key"));
  }

  @Test
  void whatIsNotThereIsMissing() throws IOException {
    assertThat(missing(new SecretReference.InFile(folder.resolve("gone"))))
        .startsWith("the secret's file does not exist: ");
    assertThat(missing(inFile("\n", "rw-------"))).startsWith("there is no secret at file:");
    assertThat(missing(parse("env:GONE"))).isEqualTo("there is no secret at env:GONE");
    assertThat(missing(parse("command:true --token abc")))
        .isEqualTo("there is no secret at command:true");
    assertThat(missing(inFile("x".repeat(SecretFile.MAX_BYTES + 1), "rw-------")))
        .endsWith("is longer than 65536 bytes, so it is no secret");
  }

  @Test
  void aFolderOrADeviceIsNotAskedForOtherPermissions() {
    assertThat(missing(new SecretReference.InFile(folder)))
        .isEqualTo("the secret's file is a folder: " + folder);
    assertThat(missing(parse("file:/dev/zero")))
        .isEqualTo("the secret's file is a device: /dev/zero");
  }

  @Test
  void aQuoteThatIsNotClosedHasAHint() {
    Fault fault = catchThrowableOfType(Fault.class, () -> parse("command:pass 'my key"));

    assertThat(fault.getMessage()).isEqualTo("the quote ' in a secret's command is not closed");
    assertThat(fault.hint().orElseThrow()).startsWith("Close it");
  }

  @Test
  void aCommandsOutputIsTheSecretAndNoShellLooksAtIt() {
    assertThat(parse("command:echo '$HOME;' x").resolve()).isEqualTo("$HOME; x");
  }

  @ParameterizedTest
  @CsvSource({"false, false", "/no/such/program abc, /no/such/program"})
  void aCommandThatFailsIsNamedWithoutItsArguments(String command, String named) {
    SecretReference reference = parse("command:" + command);

    Fault fault = catchThrowableOfType(Fault.class, reference::resolve);

    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_COMMAND_FAILED);
    assertThat(fault.getMessage()).isEqualTo("the command that prints a secret failed: " + named);
  }

  private String missing(SecretReference reference) {
    Fault fault = catchThrowableOfType(Fault.class, () -> reference.resolve(environment(Map.of())));
    assertThat(fault.code()).isEqualTo(TargetsError.SECRET_MISSING);
    return fault.getMessage();
  }

  private SecretReference parse(String text) {
    return SecretReference.parse(text, environment(Map.of()));
  }

  private SecretReference inFile(String content, String permissions) throws IOException {
    Path file = folder.resolve("key");
    Files.deleteIfExists(file);
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return new SecretReference.InFile(file);
  }

  private ProcessEnvironment environment(Map<String, String> variables) {
    return new ProcessEnvironment(variables, folder.resolve("h"), folder, "alice");
  }
}
