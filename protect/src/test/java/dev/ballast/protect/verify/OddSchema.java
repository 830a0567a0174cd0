package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A database full of what is allowed and seldom seen, in which nothing is wrong.
final class OddSchema {
  static final String DATABASE = "odd \"db\"";

  private OddSchema() {}

  static TemporaryCluster cluster(int major) {
    return start(ConfinableCluster.of(major));
  }

  /// A cluster that lets every role in without a password, to be read as a source.
  static TemporaryCluster source(int major) {
    return start(TemporaryCluster.of(major, Clock.system()));
  }

  private static TemporaryCluster start(TemporaryCluster.Builder builder) {
    return builder
        .setting("max_prepared_transactions", "20")
        .setting("wal_keep_size", "1GB")
        .start();
  }

  /// Makes the database in the cluster.
  static void create(TemporaryCluster cluster) {
    try (Session session = cluster.session()) {
      session.execute("CREATE DATABASE \"odd \"\"db\"\"\"");
    }
    try (Session session = cluster.session(DATABASE)) {
      session.execute(text("odd-schema.sql"));
    }
  }

  static String text(String resource) {
    try (InputStream in = OddSchema.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
