package dev.ballast.postgres.server;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A confined server of a user who is not root, in a process of that user; prints what its
/// superuser saw. Run by [PlainUserIT].
final class PlainUserRun {
  private PlainUserRun() {}

  /// Starts the server and asks it.
  ///
  /// @param args a folder with a server's programs, a file that everybody may read, the server's
  ///     version, and the file that takes what was seen
  public static void main(String[] args) throws IOException {
    Installation installation =
        new Installation(
            Path.of(args[0]), dev.ballast.postgres.ServerVersion.parse(args[2]), Origin.EMBEDDED);
    try (TemporaryCluster cluster =
            TemporaryCluster.of(installation, Clock.system())
                .confinement(Confinement.REQUIRED)
                .password()
                .start();
        Session session = cluster.session()) {
      List<String> said = new ArrayList<>();
      said.add("isolation " + cluster.isolation().display());
      session.execute("CREATE TABLE said (line text)");
      session.execute(
          "COPY said FROM PROGRAM 'id -u; cat "
              + args[1]
              + " 2>&1; cat "
              + Path.of(System.getenv("BALLAST_CACHE"), "new-clusters")
              + "/*/PG_VERSION 2>&1; kill -0 "
              + ProcessHandle.current().pid()
              + " 2>&1; env | grep -c SECRET; true'");
      session
          .query("SELECT line FROM said WHERE line <> ''", row -> row.text("line"))
          .forEach(said::add);
      Files.write(Path.of(args[3]), said);
    }
  }
}
