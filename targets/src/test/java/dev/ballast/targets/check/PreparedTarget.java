package dev.ballast.targets.check;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Endpoint;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A server that was prepared by the very text of the how-to, and means to apply remedies to it.
/// For one thread.
final class PreparedTarget implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  private static final Path HOW_TO = Path.of("../docs/how-to/prepare-a-target.md");

  private final TemporaryCluster cluster;
  private final Path secret;

  private PreparedTarget(TemporaryCluster cluster, Path secret) {
    this.cluster = cluster;
    this.secret = secret;
  }

  static PreparedTarget start(TemporaryCluster.Builder builder) throws IOException {
    return start(builder, true);
  }

  static PreparedTarget start(TemporaryCluster.Builder builder, boolean fsync) throws IOException {
    TemporaryCluster cluster =
        builder
            .fsync(fsync)
            .hba("host all ballast 127.0.0.1/32 scram-sha-256")
            .hba("host replication ballast 127.0.0.1/32 scram-sha-256")
            .start();
    Path secret = Files.createTempFile("ballast-test", ".secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(secret, PASSWORD);
    PreparedTarget prepared = new PreparedTarget(cluster, secret);
    prepared.run("postgres", firstSqlBlock());
    prepared.run("postgres", List.of("ALTER ROLE ballast PASSWORD '" + PASSWORD + "'"));
    return prepared;
  }

  private static List<String> firstSqlBlock() throws IOException {
    return Files.readAllLines(HOW_TO).stream()
        .dropWhile(line -> !line.equals("```sql"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .toList();
  }

  TemporaryCluster cluster() {
    return cluster;
  }

  Target target() {
    return target("127.0.0.1", "postgres", Tls.DISABLED);
  }

  Target target(String host, String database, Tls tls) {
    return new Target(
        "shop",
        new Endpoint(
            host, cluster.settings().port(), database, "ballast", tls, Duration.ofSeconds(10)),
        new PasswordSource.Referenced(new SecretReference.InFile(secret)),
        Optional.empty(),
        Objectives.DEFAULTS,
        List.of());
  }

  TargetReport check() {
    return TargetCheck.run(target(), Clock.system());
  }

  /// The findings that are no mere information.
  List<Finding> shortcomings() {
    return check().findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .toList();
  }

  List<Finding> findings(String id) {
    return check().findings().stream().filter(finding -> finding.id().equals(id)).toList();
  }

  /// What the server's files say of a setting, whatever its command line says.
  String fileSetting(String name) {
    try (Session session = cluster.session()) {
      return session.text("SELECT setting FROM pg_file_settings WHERE name = ?", name);
    }
  }

  void run(String database, List<String> statements) {
    try (Session session = cluster.session(database)) {
      statements.forEach(session::execute);
    }
  }

  /// Does to the letter what a remedy in SQL says, restart included; `...` is the password. A
  /// reload is followed by a restart, for it gives no sign when it is done.
  void applySql(String database, Finding finding) {
    String remedy = finding.remedy().orElseThrow().replace("'...'", "'" + PASSWORD + "'");
    run(
        database,
        remedy.lines().filter(line -> !line.startsWith("--") && !line.startsWith("#")).toList());
    if (remedy.contains("\n-- Then restart the server.") || remedy.contains("pg_reload_conf")) {
      restart();
    }
  }

  void restart() {
    cluster.stop(StopMode.FAST);
    cluster.start();
  }

  List<String> hbaLines() throws IOException {
    return Files.readAllLines(hba());
  }

  /// Restarts rather than reloads: a reload gives no sign when it is done.
  void writeHba(List<String> lines) throws IOException {
    Files.write(hba(), lines);
    restart();
  }

  /// Puts the lines of a remedy for `pg_hba.conf` above the others.
  void applyHba(Finding finding) throws IOException {
    List<String> lines =
        finding
            .remedy()
            .orElseThrow()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toCollection(ArrayList::new));
    writeHba(Stream.concat(lines.stream(), hbaLines().stream()).toList());
  }

  private Path hba() {
    return cluster.hbaFile();
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    Files.deleteIfExists(secret);
  }
}
