package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.postgres.ConnectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// How a person enters a running clone, as one of its roles.
///
/// @param address of the server; what it holds of passwords is in the file as well
/// @param passwordFile in libpq's form, for this process's user alone; goes with the copy
public record CloneEntrance(ConnectionSettings address, Path passwordFile) {
  public CloneEntrance {
    requireNonNull(address, "address is null");
    requireNonNull(passwordFile, "passwordFile is null");
  }

  /// Which database, and as whom.
  ///
  /// @param database empty for the only one beside `postgres`
  /// @param role empty for the owner of the database
  public record Wanted(Optional<String> database, Optional<String> role) {
    public Wanted {
      requireNonNull(database, "database is null");
      requireNonNull(role, "role is null");
    }
  }

  /// Throws `clone-database-unknown` and `clone-role-unknown`.
  public static CloneEntrance of(RunningClone running, Wanted wanted) {
    String database = database(running.databases(), wanted.database());
    String role = role(running, database, wanted.role());
    ConnectionSettings address = running.login(role, database);
    return new CloneEntrance(address, write(running.copy().folder(), address));
  }

  /// The database that is named, or the only one beside `postgres`. Throws
  /// `clone-database-unknown`.
  public static String database(List<String> all, Optional<String> named) {
    if (named.isPresent()) {
      if (!all.contains(named.get())) {
        throw unknown("the clone has no database " + named.get(), all);
      }
      return named.get();
    }
    List<String> own =
        all.stream().filter(d -> !d.equals("postgres") && !d.startsWith("template")).toList();
    if (own.size() > 1) {
      throw unknown("the clone has several databases", own);
    }
    return own.isEmpty() ? "postgres" : own.getFirst();
  }

  /// The role that is named, or the owner of the database. Throws `clone-role-unknown`.
  public static String role(RunningClone running, String database, Optional<String> named) {
    String role = named.orElseGet(() -> running.owner(database).orElseThrow());
    if (!running.hasRole(role)) {
      throw Fault.of(LabError.CLONE_ROLE_UNKNOWN, "the clone has no role " + role)
          .hint("Name a role of the source with --role.");
    }
    return role;
  }

  private static Fault unknown(String what, List<String> all) {
    return Fault.of(LabError.CLONE_DATABASE_UNKNOWN, what)
        .detail("it has " + String.join(", ", all))
        .hint("Name one with --database.");
  }

  /// In libpq's form; it names the file with the password. The empty password has libpq look there,
  /// and not take that of `PGPASSWORD`.
  public String conninfo() {
    return "host=%s port=%d user=%s dbname=%s passfile=%s password=''"
        .formatted(
            value(address.host()),
            address.port(),
            value(address.user()),
            value(address.database()),
            value(passwordFile.toString()));
  }

  private static String value(String text) {
    return text.matches("[^\\s'\\\\]+") ? text : "'" + text.replaceAll("(['\\\\])", "\\\\$1") + "'";
  }

  private static Path write(Path folder, ConnectionSettings address) {
    Path file = folder.resolve("pgpass");
    String line = "*:*:*:*:" + address.password().orElseThrow().reveal() + "\n";
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, line);
      return file;
    } catch (IOException e) {
      throw Fault.of(LabError.LAB_NOT_WRITABLE, "cannot write " + file)
          .detail(IoReason.withoutFile(e))
          .hint("Free space there, or name another folder with --lab.")
          .cause(e);
    }
  }
}
