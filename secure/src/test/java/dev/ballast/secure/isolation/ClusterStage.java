package dev.ballast.secure.isolation;

import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.secure.world.Stage;
import java.util.Optional;

/// A temporary cluster that admits every role.
record ClusterStage(TemporaryCluster cluster) implements Stage {
  @Override
  public Session keeper(String database) {
    return cluster.session(database);
  }

  @Override
  public Session as(String role, String database) {
    return Session.open(
        cluster.settings(database).withUser(role, Optional.empty()),
        SessionOptions.onOwnServer("ballast isolation"));
  }

  @Override
  public Optional<Password> password(String role) {
    return Optional.empty();
  }
}
