package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Places;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void letTheServersUserPass() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Test
  void copiesAreMadeInAFolderOfThisUsersOwn() throws IOException {
    Path named = Files.createDirectory(folder.resolve("room"));
    Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(named.resolve("mine"), "precious");

    assertThat(WorkFolder.within(named)).isEqualTo(named.resolve("ballast-" + Places.uid()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PG_VERSION", "postmaster.pid", ".ballast-restore", "vault.json"})
  void aFolderInAClusterOrAVaultIsRefused(String sign) throws IOException {
    Path named = Files.createDirectories(folder.resolve("used/inner"));
    for (Path p : new Path[] {named, named.getParent()}) {
      Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createFile(named.getParent().resolve(sign));

    refused(named, sign);
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws IOException {
    refused(folder.resolve("missing"), "not a folder");
    refused(Files.createFile(folder.resolve("file")), "not a folder");
  }

  private static void refused(Path named, String why) {
    Fault fault = catchThrowableOfType(Fault.class, () -> WorkFolder.within(named));
    assertThat(fault.code()).isEqualTo(ProtectError.WORK_FOLDER_UNUSABLE);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(fault.detail().orElseThrow()).contains(why);
    assertThat(fault.hint()).isPresent();
  }
}
