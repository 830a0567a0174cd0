package dev.ballast.secure.world;

import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Session;
import java.util.Optional;

/// A server that is thrown away, on which databases are copied and attacked.
public interface Stage {
  /// A superuser's session. No statement of it names a relation that is not PostgreSQL's own.
  Session keeper(String database);

  /// A session of a role, as an application has it.
  Session as(String role, String database);

  /// With what a role that Ballast makes here can log in; empty where none is requested.
  Optional<Password> password(String role);
}
