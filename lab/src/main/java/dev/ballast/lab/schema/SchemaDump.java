package dev.ballast.lab.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.MachineError;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The schema of a target, as its own `pg_dump` writes it, and what a dump leaves out: roles, and
/// tables that the role may not read, of which the catalogs have the definitions.
///
/// Nothing is read but definitions; `pg_dump` takes ACCESS SHARE on every table for a moment.
///
/// @param version of the target; a trace belongs on its major
/// @param roles all but the system's own: owners, grants and policies name them
/// @param timeZone what the target's sessions begin with; whether `timestamp` becomes `timestamptz`
///     without a rewrite depends on it; empty where the role may not read it
/// @param remarks what the role may not read, and the grants that help
public record SchemaDump(
    ServerVersion version,
    List<String> roles,
    Optional<String> timeZone,
    Script script,
    List<String> remarks) {
  /// A larger dump is refused rather than held in memory.
  public static final long MAX_BYTES = 256L << 20;

  public SchemaDump {
    requireNonNull(version, "version is null");
    roles = List.copyOf(roles);
    requireNonNull(timeZone, "timeZone is null");
    requireNonNull(script, "script is null");
    remarks = List.copyOf(remarks);
  }

  /// Asks a target for its schema.
  ///
  /// Throws `dump-program-missing` where this machine has no `pg_dump` that is new enough,
  /// `command-failed` with the last line of what it said where it failed, and the faults of
  /// connecting.
  public static SchemaDump of(ConnectionSettings target, Clock clock) {
    return of(target, DumpProgram.ofThisMachine(), clock);
  }

  static SchemaDump of(ConnectionSettings target, List<DumpProgram> programs, Clock clock) {
    try (Session session = Session.open(target, SessionOptions.of("ballast"));
        TemporaryFolder folder = TemporaryFolder.create("schema")) {
      DumpProgram program = DumpProgram.nearest(session.version(), programs);
      // The folder itself is passable for the user a server runs as.
      Path hidden =
          Files.createDirectory(
              folder.path().resolve("dump"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      List<String> roles =
          session.query(
              "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname",
              row -> row.text("rolname"));
      Optional<String> timeZone = timeZone(session);
      LeftOut leftOut = LeftOut.of(session);
      List<String> remarks = new ArrayList<>(leftOut.remarks(target.user()));
      if (timeZone.isEmpty()) {
        remarks.add(withoutTimeZone(new Identifier(target.user())));
      }
      Path dump = program.dump(target, session.version(), leftOut, hidden, clock);
      if (Files.size(dump) > MAX_BYTES) {
        throw Fault.of(MachineError.COMMAND_FAILED, "the schema is larger than Ballast takes")
            .detail(Files.size(dump) + " bytes; the bound is " + MAX_BYTES);
      }
      Script script = leftOut.into(ScriptSplitter.split(SourceText.of(Files.readString(dump))));
      return new SchemaDump(session.version(), roles, timeZone, script, remarks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutTimeZone(Identifier role) {
    return ("the role %1$s may not read the target's TimeZone: UTC is assumed; to have it: GRANT"
            + " SELECT ON pg_file_settings TO %1$s; GRANT EXECUTE ON FUNCTION"
            + " pg_show_all_file_settings() TO %1$s")
        .formatted(role);
  }

  private record TimeZone(Optional<String> configured, boolean files) {}

  private static Optional<String> timeZone(Session session) {
    TimeZone zone =
        session.one(
            SqlResource.load(SchemaDump.class, "time_zone", session.version()),
            row -> new TimeZone(row.textOrEmpty("time_zone"), row.flag("files")));
    return zone.configured().isPresent() || !zone.files()
        ? zone.configured()
        : session.one(
            SqlResource.load(SchemaDump.class, "file_time_zone", session.version()),
            row -> row.textOrEmpty("time_zone"));
  }
}
