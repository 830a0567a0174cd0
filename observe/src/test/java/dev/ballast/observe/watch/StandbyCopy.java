package dev.ballast.observe.watch;

import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Makes standbys.
public final class StandbyCopy {
  private StandbyCopy() {}

  /// Makes one cluster the standby of another, of a copy of that one stopped. Both run then.
  public static void follow(TemporaryCluster standby, TemporaryCluster primary) throws IOException {
    primary.stop(StopMode.FAST);
    standby.stop(StopMode.FAST);
    try (Stream<Path> old = Files.walk(standby.dataDirectory())) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(standby.dataDirectory())) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(primary.dataDirectory())) {
      for (Path path : all.filter(p -> !p.equals(primary.dataDirectory())).toList()) {
        Path copy = standby.dataDirectory().resolve(primary.dataDirectory().relativize(path));
        Files.copy(path, copy);
        standby.own(copy);
      }
    }
    standby.own(Files.createFile(standby.dataDirectory().resolve("standby.signal")));
    primary.start();
    standby.start();
  }
}
