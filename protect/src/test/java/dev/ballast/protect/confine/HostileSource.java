package dev.ballast.protect.confine;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A source full of code that tries to act with the power of anyone who reads it. What succeeds
/// leaves a file behind. It strikes on no server that calls itself `guarded`, unless a session arms
/// it.
public final class HostileSource implements AutoCloseable {
  private final TemporaryCluster cluster;

  private HostileSource(TemporaryCluster cluster) {
    this.cluster = cluster;
  }

  public static HostileSource start(int major) {
    HostileSource source =
        new HostileSource(
            ConfinableCluster.of(major)
                .setting("cluster_name", "guarded")
                .setting("wal_level", "logical")
                .start());
    try (Session session = source.cluster.session()) {
      session.execute("CREATE ROLE app LOGIN; CREATE ROLE other LOGIN; CREATE ROLE ops LOGIN");
      session.execute("CREATE DATABASE shop OWNER app");
      session.execute("GRANT CREATE ON DATABASE shop TO other, ops");
    }
    try (Session session = source.cluster.session("shop")) {
      session.execute("SET client_min_messages = error");
      session.execute(text().replace("LOOT", source.cluster.scratch() + "/"));
    }
    return source;
  }

  private static String text() {
    try (InputStream in = HostileSource.class.getResourceAsStream("hostile.sql")) {
      return new String(
          Objects.requireNonNull(in, "hostile.sql").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TemporaryCluster cluster() {
    return cluster;
  }

  /// What succeeded so far.
  public List<String> loot() {
    try (Stream<Path> files = Files.list(cluster.scratch())) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
