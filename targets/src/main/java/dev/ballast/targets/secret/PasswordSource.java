package dev.ballast.targets.secret;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Password;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.nio.file.Path;
import java.util.Optional;

/// Where the password of a target's role comes from.
public sealed interface PasswordSource {

  /// A named place; a password must be there.
  record Referenced(SecretReference reference) implements PasswordSource {
    public Referenced {
      requireNonNull(reference, "reference is null");
    }
  }

  /// libpq's password file.
  ///
  /// @param file the file, where it is not the one that [PgPass#file] finds
  /// @param required whether a missing line is an error; otherwise the connection goes without a
  ///     password, as `trust`, `peer` and `cert` authentication do
  record FromPgPass(Optional<Path> file, boolean required) implements PasswordSource {
    public FromPgPass {
      requireNonNull(file, "file is null");
    }
  }

  /// The password for `user` at that server, read now.
  default Optional<Password> resolve(
      String host, int port, String database, String user, ProcessEnvironment environment) {
    return switch (this) {
      case Referenced(SecretReference reference) ->
          Optional.of(new Password(reference.resolve(environment)));
      case FromPgPass(Optional<Path> file, boolean required) -> {
        Path path = file.orElseGet(() -> PgPass.file(environment));
        Optional<Password> found = PgPass.find(path, host, port, database, user);
        if (required && found.isEmpty()) {
          throw Fault.of(
                  TargetsError.SECRET_MISSING,
                  "the password file " + path + " has no line for this target")
              .hint("Add the line %s:%d:%s:%s:PASSWORD.".formatted(host, port, database, user));
        }
        yield found;
      }
    };
  }

  /// The source for messages.
  default String display() {
    return switch (this) {
      case Referenced(SecretReference reference) -> reference.display();
      case FromPgPass(Optional<Path> file, boolean required) ->
          file.map(path -> "password file " + path).orElse("PGPASSFILE, or else ~/.pgpass");
    };
  }
}
