import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A server that writes to small file systems in memory, each of which can be filled without
/// filling the machine's. Only root can make one.
final class SmallServer implements AutoCloseable {
  private static final long BYTES = 160L << 20;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TemporaryCluster cluster;
  private final Optional<FakedClock> clock;
  private final Map<Place, Path> mounted = new EnumMap<>(Place.class);

  private SmallServer(TemporaryCluster cluster, Optional<FakedClock> clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /// What has a file system of its own.
  enum Place {
    WAL,
    LOG,
    TABLES,
    SORTS;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static boolean isPossible() {
    return System.getProperty("user.name").equals("root");
  }

  static SmallServer start(Path folder, int major) throws IOException {
    Installation plain = Installations.ofThisMachine().embedded(major);
    Optional<FakedClock> clock = FakedClock.of(plain, folder);
    Installation used = clock.map(FakedClock::installation).orElse(plain);
    SmallServer small =
        new SmallServer(
            Rig.settings(TemporaryCluster.of(used, Rig.CLOCK).tcp().fsync(true).ownIdentity())
                .start(),
            clock);
    small.prepare(folder);
    return small;
  }

  TemporaryCluster cluster() {
    return cluster;
  }

  /// Where libfaketime is installed.
  FakedClock clock() {
    return clock.orElseThrow(() -> new IllegalStateException("libfaketime is not installed"));
  }

  Path logs() {
    return mounted.get(Place.LOG);
  }

  private void prepare(Path folder) throws IOException {
    for (Place place : Place.values()) {
      Path at = Files.createDirectory(folder.resolve("small-" + place.key()));
      run("/bin/mount", "-t", "tmpfs", "-o", "size=" + BYTES, "ballast-drill", at.toString());
      mounted.put(place, at);
      cluster.own(at);
    }
    try (Session owner = cluster.session()) {
      owner.execute("ALTER SYSTEM SET max_wal_size = '48MB'");
      owner.execute("ALTER SYSTEM SET min_wal_size = '32MB'");
      owner.execute("ALTER SYSTEM SET shared_buffers = '32MB'");
      owner.execute("ALTER SYSTEM SET log_directory = '" + logs() + "'");
      owner.execute("ALTER SYSTEM SET idle_in_transaction_session_timeout = '1h'");
      owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor, pg_read_all_data TO watcher");
    }
    cluster.stop(StopMode.FAST);
    moveLog();
    cluster.start();
    try (Session owner = cluster.session()) {
      for (Place place : List.of(Place.TABLES, Place.SORTS)) {
        Path space = Files.createDirectory(mounted.get(place).resolve("space"));
        cluster.own(space);
        owner.execute("CREATE TABLESPACE %s LOCATION '%s'".formatted(place.key(), space));
      }
      owner.execute("ALTER SYSTEM SET temp_tablespaces = 'sorts'");
      owner.text("SELECT pg_reload_conf()::text");
      owner.execute("CREATE TABLE grown (v text) TABLESPACE tables");
    }
  }

  private void moveLog() throws IOException {
    Path wal = cluster.dataDirectory().resolve("pg_wal");
    Path there = mounted.get(Place.WAL).resolve("pg_wal");
    List<Path> all;
    try (Stream<Path> walk = Files.walk(wal)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Path copy = there.resolve(wal.relativize(path));
      Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      cluster.own(copy);
    }
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
    Files.createSymbolicLink(wal, there);
  }

  /// Leaves so many bytes of it; its removal gives them back.
  Drill.Removal fill(Place place, long left) throws IOException {
    // Under a name that is none of a log.
    Path filler = mounted.get(place).resolve(".filler");
    long bytes = Files.getFileStore(mounted.get(place)).getUsableSpace() - left;
    run("/usr/bin/fallocate", "-l", Long.toString(bytes), filler.toString());
    return () -> Files.deleteIfExists(filler);
  }

  /// Takes so much of the machine's memory; its removal gives it back.
  Drill.Removal takeMemory(long bytes) throws IOException {
    Path at = Files.createDirectory(mounted.get(Place.LOG).resolveSibling("small-memory"));
    run("/bin/mount", "-t", "tmpfs", "-o", "size=" + bytes, "ballast-drill", at.toString());
    run("/usr/bin/fallocate", "-l", Long.toString(bytes), at.resolve("filler").toString());
    return () -> {
      run("/bin/umount", at.toString());
      Files.delete(at);
    };
  }

  /// Starts the server where a fault has ended it.
  void startAgain() {
    if (!cluster.isRunning()) {
      cluster.start();
    }
  }

  /// Bounds the memory of each process that the server starts from now on; its removal lifts that.
  Drill.Removal bound(long bytes) {
    limit(Long.toString(bytes));
    return () -> limit("unlimited");
  }

  /// The soft limit, which its own user may raise again.
  private void limit(String bytes) {
    ExternalCommand.of(
            "/usr/bin/prlimit", "--as=" + bytes + ":", "--pid", Long.toString(postmaster()))
        .as(ServerUser.of(Account.CLUSTERS))
        .run(LIMIT);
  }

  private long postmaster() {
    Path file = cluster.dataDirectory().resolve("postmaster.pid");
    try {
      return Long.parseLong(Files.readAllLines(file).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... words) {
    ExternalCommand.of(words).run(LIMIT);
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } finally {
      mounted.values().forEach(at -> run("/bin/umount", "-l", at.toString()));
    }
  }
}
