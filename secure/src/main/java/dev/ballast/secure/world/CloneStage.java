package dev.ballast.secure.world;

import static java.util.Objects.requireNonNull;

import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.util.Optional;

/// A running copy of a clone.
///
/// @param running goes with its owner, not with the stage
public record CloneStage(RunningClone running) implements Stage {
  private static final String NAME = "ballast isolation";

  public CloneStage {
    requireNonNull(running, "running is null");
  }

  @Override
  public Session keeper(String database) {
    return running.keeper(database);
  }

  @Override
  public Session as(String role, String database) {
    return running.as(role, database, SessionOptions.onOwnServer(NAME));
  }

  @Override
  public Optional<Password> password(String role) {
    return running.login(role, "postgres").password();
  }
}
