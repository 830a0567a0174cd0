import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Faults of the machine: file systems that are full, processors and memory that others use.
final class MachineDrills {
  private static final long MB = 1L << 20;

  /// Of the machine's memory this must stay available to others.
  private static final long SPARE = 5_000 * MB;

  private static final Pattern MEMORY = Pattern.compile("(MemTotal|MemAvailable): +(\\d+) kB");

  private MachineDrills() {}

  static List<Drill> list() {
    return Stream.concat(disks().stream(), others().stream()).toList();
  }

  private static List<Drill> disks() {
    return List.of(
        // First, since an alert about the log stays for an hour.
        Drill.of(
                "disk-of-wal",
                "log-disk-full",
                "The file system of the write-ahead log has no room for a segment, and rows are inserted.",
                MachineDrills::walFull)
            .at("small")
            .with(
                "disk-nearly-full",
                "disk-filling",
                "log-panic",
                "log-process-crashed",
                "log-crash-recovery",
                "log-fatal-many",
                "target-unreachable",
                "budget-burning-fast",
                "budget-burning-slowly",
                "server-restarted",
                "sessions-failed"),
        disk(
                "disk-of-the-log",
                "The file system of the server's log has 1 MB left.",
                rig -> rig.small().fill(SmallServer.Place.LOG, MB))
            .about("log"),
        disk(
                "disk-of-sorts",
                "The file system of temporary files has 1 MB left, and statements sort more.",
                rig -> full(rig, SmallServer.Place.SORTS, MachineDrills::sort))
            .about("sorts"),
        disk(
                "disk-of-tables",
                "The file system of a tablespace has 1 MB left, and rows are inserted.",
                rig -> full(rig, SmallServer.Place.TABLES, MachineDrills::insert))
            .about("tables"));
  }

  private static Drill disk(String name, String fault, Drill.Injection injection) {
    return Drill.of(name, "disk-nearly-full", fault, injection)
        .at("small")
        .with("log-disk-full", "disk-filling", "rollback-share", "temporary-files");
  }

  private static List<Drill> others() {
    return List.of(
        clock("clock-ahead", "The clock of a server jumps an hour ahead.", Duration.ofHours(1)),
        clock("clock-behind", "The clock of a server jumps an hour back.", Duration.ofHours(-1)),
        Drill.of(
                "memory-refused",
                "log-out-of-memory",
                "The operating system refuses memory to a process of the server beyond 600 MB.",
                MachineDrills::refused)
            .at("small")
            .with("rollback-share"),
        Drill.of(
                "machine-memory",
                "host-memory-low",
                "Another process takes memory until 62 % of the machine's are in use.",
                MachineDrills::memory)
            .with("host-memory-pressure", "work-memory-over-machine"),
        Drill.of(
                "machine-processors",
                "host-cpu-busy",
                "Other processes use all processors, at the lowest priority.",
                MachineDrills::processors)
            .with("host-cpu-pressure", "host-load-high", "statement-slow"));
  }

  private static Drill clock(String name, String fault, Duration ahead) {
    return Drill.of(
            name,
            "clock-differs",
            fault,
            rig -> {
              rig.small().clock().jump(ahead);
              return () -> rig.small().clock().jump(Duration.ZERO);
            })
        .at("small");
  }

  /// What fails while the file system is full.
  @FunctionalInterface
  private interface Work {
    void in(Session session);
  }

  private static Drill.Removal full(Rig rig, SmallServer.Place place, Work work)
      throws IOException {
    Drill.Removal filled = rig.small().fill(place, MB);
    Rig.Loop loop = loop(rig, work);
    return () -> {
      loop.end();
      filled.end();
    };
  }

  private static Rig.Loop loop(Rig rig, Work work) {
    return Rig.loop(
        1,
        () -> {
          Rig.CLOCK.pause(Duration.ofSeconds(5));
          try (Session session = rig.small().cluster().session()) {
            work.in(session);
          }
        });
  }

  private static void sort(Session session) {
    session.execute("SET work_mem = '64kB'");
    session.text(
        "SELECT max(v) FROM (SELECT md5(i::text) AS v FROM generate_series(1, 100000) AS i ORDER BY 1 OFFSET 1) AS s");
  }

  private static void insert(Session session) {
    session.execute("INSERT INTO grown SELECT repeat('x', 1000) FROM generate_series(1, 3000)");
    session.execute("TRUNCATE grown");
  }

  private static Drill.Removal walFull(Rig rig) throws IOException {
    Drill.Removal filled = rig.small().fill(SmallServer.Place.WAL, 0);
    Rig.Loop loop =
        loop(
            rig,
            session ->
                session.execute(
                    "DO $$ BEGIN FOR i IN 1..20 LOOP PERFORM pg_logical_emit_message(false, 'drill', repeat('x', 4194304)); END LOOP; END $$"));
    return () -> {
      loop.end();
      filled.end();
      rig.small().startAgain();
    };
  }

  private static Drill.Removal refused(Rig rig) {
    Drill.Removal bound = rig.small().bound(600 * MB);
    try (Session session = rig.small().cluster().session()) {
      session.text(
          "SELECT length(string_agg(repeat('x', 1000000), ''))::text FROM generate_series(1, 900)");
    } catch (Fault fault) {
      return bound;
    }
    throw new IllegalStateException("the memory was not refused");
  }

  private static Drill.Removal memory(Rig rig) throws IOException {
    long total = memory("MemTotal");
    long available = memory("MemAvailable");
    long taken = available - (long) (0.38 * total);
    if (taken <= 0 || available - taken < SPARE) {
      throw new IllegalStateException("others use too much memory: " + available / MB + " MB left");
    }
    return rig.small().takeMemory(taken);
  }

  private static long memory(String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      Matcher matcher = MEMORY.matcher(line);
      if (matcher.matches() && matcher.group(1).equals(name)) {
        return Long.parseLong(matcher.group(2)) << 10;
      }
    }
    throw new IllegalStateException("/proc/meminfo has no " + name);
  }

  private static Drill.Removal processors(Rig rig) throws IOException {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      all.add(
          new ProcessBuilder("/usr/bin/nice", "-n", "19", "/bin/sh", "-c", "while :; do :; done")
              .start());
    }
    return () -> all.forEach(Process::destroyForcibly);
  }
}
