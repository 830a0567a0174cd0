package dev.ballast.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  private static final int NOBODY = 65_534;

  @TempDir Path folder;

  /// Every folder on the way to a temporary one that JUnit makes is root's or this user's.
  @Test
  void aSharedFolderTakesAFolderOfThisUsersOwn() throws IOException {
    Path shared = open(folder, 01777);

    assertThat(Places.temporaryBelow(shared)).contains(shared.resolve("ballast-" + Places.uid()));
    assertThat(OwnFolder.obstacleTo(shared)).isEmpty();
  }

  @Test
  void aFolderThatIsMissingOrThatOthersMaySwapThingsInIsNotUsed() throws IOException {
    assertThat(Places.temporaryBelow(folder.resolve("missing"))).isEmpty();
    Path swappable = open(folder, 0777);
    assertThat(Places.temporaryBelow(swappable)).isEmpty();
    assertThat(OwnFolder.obstacleTo(swappable).orElseThrow()).contains("everybody may write");
  }

  @Test
  void aFolderBelowSomebodyElsesIsNotUsedByRoot() throws IOException {
    assumeTrue(Places.isRoot(), "only root can make a folder another user's");
    Path his = open(folder, 0755);
    Files.setAttribute(his, "unix:uid", NOBODY);
    Path inner = Files.createDirectory(his.resolve("tmp"));
    assertThat(Places.temporaryBelow(inner)).isEmpty();
    assertThat(OwnFolder.obstacleTo(inner).orElseThrow()).contains("belongs to user id 65534");
    assertThat(OwnFolder.obstacleOnTheWayTo(inner.resolve("not/made/yet")).orElseThrow())
        .contains("belongs to user id 65534");
  }

  @Test
  void aFolderThatTheServersUserMayNotPassThroughIsNotUsedByRoot() throws IOException {
    assumeTrue(Places.isRoot(), "nobody but root hands over to another user");
    Path closed = open(folder, 0700);
    assertThat(OwnFolder.obstacleTo(closed).orElseThrow()).contains("may not pass through");
  }

  /// Makes a folder of this mode, with a way to it that everybody may pass.
  private static Path open(Path parent, int mode) throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    Path made = Files.createTempDirectory(parent, "shared");
    Files.setAttribute(made, "unix:mode", mode);
    return made;
  }

  @Test
  void theWorkingDirectoryIsNoPlaceForPrograms() {
    assertThat(Places.searchPath(":/usr/bin::.:bin:/opt/x/bin:"))
        .containsExactly(Path.of("/usr/bin"), Path.of("/opt/x/bin"));
    assertThat(Places.searchPath("")).isEmpty();
  }
}
