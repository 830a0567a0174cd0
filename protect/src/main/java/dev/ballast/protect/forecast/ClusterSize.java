package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.backup.Backup;
import java.util.Optional;
import java.util.function.Supplier;

/// How large a cluster is, and how that is known.
///
/// @param bytes all files of all tablespaces
/// @param unknown why its server was not asked: then it is the size in the newest backup
public record ClusterSize(long bytes, Optional<String> unknown) {
  public ClusterSize {
    requireNonNull(unknown, "unknown is null");
  }

  /// Asks the server. One that cannot be reached, lacks a privilege or is another cluster than the
  /// backup's leaves the size of the backup, and the reason.
  ///
  /// @param connection fetches a password, so it can fail too
  public static ClusterSize ask(Supplier<ConnectionSettings> connection, Backup newest) {
    try (Session session =
        Session.open(connection.get(), SessionOptions.of("ballast recovery forecast"))) {
      long system = session.number("SELECT system_identifier FROM pg_catalog.pg_control_system()");
      if (system != newest.record().source().systemIdentifier()) {
        return backedUp(newest, "the server at the target's address is another cluster");
      }
      return new ClusterSize(
          session.number(SqlResource.load(ClusterSize.class, "bytes", session.version())),
          Optional.empty());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return backedUp(newest, fault.getMessage());
    }
  }

  /// The size in a backup.
  ///
  /// @param why the server was not asked
  public static ClusterSize backedUp(Backup backup, String why) {
    return new ClusterSize(backup.record().totals().bytes(), Optional.of(why));
  }
}
