package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {
  @TempDir private Path folder;

  @Test
  void onlyItsOwnerCanReadTheToken() throws IOException {
    AccessToken token = AccessToken.ofFolder(folder.resolve("node"));

    Path file = folder.resolve("node/token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(token.reveal()).matches("[0-9a-f]{64}");
    assertThat(Files.readString(file)).isEqualTo(token.reveal() + "\n");
  }

  @Test
  void theTokenStaysThatOfTheFolder() {
    AccessToken token = AccessToken.ofFolder(folder.resolve("node"));

    assertThat(AccessToken.ofFolder(folder.resolve("node")).reveal()).isEqualTo(token.reveal());
    assertThat(AccessToken.existing(folder.resolve("node")).is(token.reveal())).isTrue();
    assertThat(token.is(AccessToken.ofFolder(folder.resolve("other")).reveal())).isFalse();
    assertThat(token.is("")).isFalse();
  }

  @Test
  void aNodeThatWasNeverStartedHasNone() {
    assertThatThrownBy(() -> AccessToken.existing(folder.resolve("nowhere")))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.TOKEN_UNREADABLE));
  }
}
