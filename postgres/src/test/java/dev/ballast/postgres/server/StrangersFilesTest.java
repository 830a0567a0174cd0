package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.machine.Directories;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.MachineError;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.machine.ServerUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What another user put into place before Ballast came, or swaps while it works: links to files
/// that are not his, above all. As root the other user really acts; as anybody else the same files
/// are there, made by this user.
class StrangersFilesTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long NOBODY = 65534;

  @TempDir private Path folder;
  private Path victim;

  @BeforeEach
  void aFileThatMustNotChange() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    victim = Files.writeString(folder.resolve("victim"), "untouched");
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
  }

  private void requireVictimUntouched() throws IOException {
    assertThat(victim).hasContent("untouched");
    assertThat(Files.getAttribute(victim, "unix:uid")).isEqualTo((int) Places.uid());
    assertThat(Files.getPosixFilePermissions(victim))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private Path sharedFolder() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("tmp"));
    Files.setAttribute(shared, "unix:mode", 01777);
    return shared;
  }

  private static MachineError refusal(Path path) {
    return (MachineError)
        catchThrowableOfType(Fault.class, () -> OwnFolder.require(path, "rwx------")).code();
  }

  @Test
  void aTemporaryFolderIsMadeWithItsModeInASharedOne() throws IOException {
    Path made = OwnFolder.require(sharedFolder().resolve("ballast"), "rwx--x--x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx--x--x");
    assertThat(OwnFolder.require(made, "rwx--x--x")).isEqualTo(made);
  }

  @Test
  void aTemporaryFolderThatSomebodyElseMadeFirstIsRefused() throws IOException {
    assumeTrue(Places.isRoot(), "only root can act as another user");
    Path planted = sharedFolder().resolve("ballast-0");
    asNobody("mkdir " + planted + " && chmod 700 " + planted);
    assertThat(refusal(planted)).isEqualTo(MachineError.TEMPORARY_FOLDER_UNSAFE);
  }

  @Test
  void aTemporaryFolderThatIsALinkIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(sharedFolder().resolve("ballast-0"), elsewhere);
    assertThat(refusal(link)).isEqualTo(MachineError.TEMPORARY_FOLDER_UNSAFE);
  }

  @Test
  void aTemporaryFolderInWhichOthersMayWriteIsRefused() throws IOException {
    Path open = Files.createDirectory(sharedFolder().resolve("ballast-0"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(refusal(open)).isEqualTo(MachineError.TEMPORARY_FOLDER_UNSAFE);
  }

  @Test
  void aTemporaryFolderThatOthersCouldSwapIsRefused() throws IOException {
    Path shared = sharedFolder();
    Files.setAttribute(shared, "unix:mode", 0777);
    assertThat(refusal(shared.resolve("ballast-0")))
        .isEqualTo(MachineError.TEMPORARY_FOLDER_UNSAFE);
  }

  @Test
  void aTemporaryFolderBelowSomebodyElsesIsRefused() throws IOException {
    assumeTrue(Places.isRoot(), "only root can act as another user");
    Path his = Files.createDirectory(folder.resolve("his"));
    Files.setAttribute(his, "unix:uid", (int) NOBODY);
    assertThat(refusal(his.resolve("ballast"))).isEqualTo(MachineError.TEMPORARY_FOLDER_UNSAFE);
  }

  @Test
  void rootsTemporaryFolderIsNotInTheSharedOne() {
    assumeTrue(Places.isRoot(), "this user is not root");
    assumeTrue(System.getenv("BALLAST_TEMP") == null, "BALLAST_TEMP names another");
    assertThat(Places.temporary()).isEqualTo(Places.state().resolve("run"));
  }

  @Test
  void deletingFollowsNoLink() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "kept");
    Path tree = Files.createDirectories(folder.resolve("tree/inner"));
    Files.createSymbolicLink(tree.resolve("folder"), kept);
    Files.createSymbolicLink(tree.resolve("file"), victim);
    Directories.delete(folder.resolve("tree"));
    assertThat(folder.resolve("tree")).doesNotExist();
    assertThat(kept.resolve("file")).hasContent("kept");
    requireVictimUntouched();
  }

  @Test
  void aTemplateWithALinkInItIsNotCopied() throws IOException {
    Path template = Files.createDirectory(folder.resolve("template"));
    Files.createSymbolicLink(template.resolve("pg_hba.conf"), victim);
    assertThatThrownBy(() -> Directories.copy(template, folder.resolve("copy")))
        .isInstanceOf(UncheckedIOException.class);
    requireVictimUntouched();
  }

  @Test
  void whatIsHandedOverIsNotWhatALinkLeadsTo() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), victim);
    PostgresServer.own(tree, Account.LAB);
    requireVictimUntouched();
    assertThat(Files.getAttribute(tree, "unix:uid"))
        .isEqualTo((int) ServerUser.of(Account.LAB).uid());
  }

  @Test
  void aTreeThatWasHandedOverIsNotWalkedAgain() throws IOException {
    assumeTrue(Places.isRoot(), "nothing is handed over");
    Path tree = Files.createDirectory(folder.resolve("tree"));
    PostgresServer.own(tree, Account.LAB);
    // A hard link to a file of root's, as an old kernel lets anybody make one.
    Files.createLink(tree.resolve("hard"), victim);
    PostgresServer.own(tree, Account.LAB);
    requireVictimUntouched();
  }

  @Test
  void aFileOfTheServersFolderIsReplacedAndNotWrittenThrough() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    PostgresServer.own(data, Account.CLUSTERS);
    Files.createSymbolicLink(data.resolve("recovery.signal"), victim);
    Files.createSymbolicLink(data.resolve("standby.signal"), victim);
    try (ServerFolder server = ServerFolder.open(data, Account.CLUSTERS)) {
      server.delete("standby.signal");
      server.write("recovery.signal", "mine");
    }
    requireVictimUntouched();
    assertThat(data.resolve("standby.signal")).doesNotExist();
    assertThat(Files.isSymbolicLink(data.resolve("recovery.signal"))).isFalse();
    assertThat(data.resolve("recovery.signal")).hasContent("mine");
    assertThat(
            Files.getAttribute(
                data.resolve("recovery.signal"), "unix:uid", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo((int) ServerUser.of(Account.CLUSTERS).uid());
  }

  @Test
  void aDataFolderThatWasSwappedForALinkIsNotOpened() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("data"), elsewhere);
    assertThatThrownBy(() -> ServerFolder.open(link, Account.CLUSTERS))
        .isInstanceOf(IOException.class);
  }

  @Test
  void rootsServersRunAsUsersThatNobodyElseUses() {
    assumeTrue(Places.isRoot(), "this user is not root");
    ServerUser clusters = ServerUser.of(Account.CLUSTERS);
    ServerUser lab = ServerUser.of(Account.LAB);
    assertThat(clusters.other()).contains("ballast");
    assertThat(lab.other()).contains("ballast-lab");
    assertThat(lab.uid()).isNotIn(clusters.uid(), 0L, NOBODY);
  }

  private static void asNobody(String command) {
    ExternalCommand.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "/bin/sh",
            "-c",
            command)
        .run(LIMIT);
  }
}
