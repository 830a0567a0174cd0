package dev.ballast.lab.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.LabError;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.MachineError;
import dev.ballast.machine.Places;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Pins;
import dev.ballast.postgres.wire.AuthenticatedRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One `pg_dump` of this machine.
record DumpProgram(Path path, ServerVersion version) {
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DUMP_TIMEOUT = Duration.ofMinutes(10);

  /// How long it waits for a table that somebody has locked.
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  /// How much longer the program waits for the relay than the relay for the server, so that the
  /// relay says what was wrong.
  private static final int SLACK_SECONDS = 5;

  DumpProgram {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
  }

  /// Those on the search path and in the folders of the usual packages.
  static List<DumpProgram> ofThisMachine() {
    Set<Path> candidates = new LinkedHashSet<>();
    Places.searchPath().forEach(folder -> candidates.add(folder.resolve("pg_dump")));
    for (String parent :
        List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt")) {
      candidates.addAll(packaged(Path.of(parent)));
    }
    return candidates.stream()
        .filter(Files::isExecutable)
        .flatMap(path -> read(path).stream())
        .toList();
  }

  private static List<Path> packaged(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .map(entry -> entry.resolve("bin/pg_dump"))
          .filter(Files::isExecutable)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Debian's `pg_dump` on the search path is a wrapper that may find no program behind it; one
  /// that cannot report its version is ignored.
  private static Optional<DumpProgram> read(Path path) {
    try {
      String said =
          new String(
              ExternalCommand.run(List.of(path.toString(), "--version"), VERSION_TIMEOUT),
              StandardCharsets.UTF_8);
      return Optional.of(
          new DumpProgram(
              path,
              ServerVersion.parse(said.strip().replaceFirst("^pg_dump \\(PostgreSQL\\) ", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.empty();
    }
  }

  /// The one nearest to a server: its own major, or the next newer one. An older one refuses.
  static DumpProgram nearest(ServerVersion server, List<DumpProgram> programs) {
    return programs.stream()
        .filter(program -> program.version().major() >= server.major())
        .min(Comparator.comparing(DumpProgram::version))
        .orElseThrow(
            () ->
                Fault.of(
                        LabError.DUMP_PROGRAM_MISSING,
                        "no pg_dump of major " + server.major() + " or newer")
                    .detail(
                        programs.isEmpty()
                            ? "looked on the search path and in the folders of the usual packages"
                            : "found " + programs.stream().map(DumpProgram::toString).toList())
                    .hint(
                        "Install PostgreSQL's client programs of major %1$d (package postgresql-client-%1$d on Debian, postgresql%1$d on RHEL), or pass the schema as a file where the command takes one."
                            .formatted(server.major())));
  }

  /// Writes the schema of a database into a file. The program gets neither the password nor the
  /// server's address: it speaks through a socket of this process, which authenticates by the
  /// target's own rules, whatever the program's major knows of them.
  ///
  /// @param server what the target runs
  /// @param leftOut what it would stumble over
  /// @param folder nobody else may enter it
  Path dump(
      ConnectionSettings target, ServerVersion server, LeftOut leftOut, Path folder, Clock clock) {
    Path out = folder.resolve("schema.sql");
    List<String> command = new ArrayList<>();
    command.add(path.toString());
    command.add("--schema-only");
    command.add("--no-password");
    // By default it writes in the encoding of the database, or of client_encoding as configured.
    command.add("--encoding=UTF8");
    command.add("--no-subscriptions");
    command.add("--lock-wait-timeout=" + LOCK_WAIT.toMillis());
    command.addAll(leftOut.options());
    command.add("--file=" + out);
    command.add("--dbname=" + conninfo(target, server, folder));
    try (AuthenticatedRelay relay = AuthenticatedRelay.open(target, folder, clock)) {
      try {
        ExternalCommand.of(command).run(DUMP_TIMEOUT);
      } catch (Fault e) {
        throw e.code() == MachineError.COMMAND_FAILED ? relay.failure().orElse(e) : e;
      }
    }
    return out;
  }

  /// How to reach the relay; all that the environment could say otherwise is said here.
  static String conninfo(ConnectionSettings target, ServerVersion server, Path relay) {
    return String.join(
        " ",
        word("host", relay.toString()),
        word("hostaddr", ""),
        word("port", Integer.toString(AuthenticatedRelay.PORT)),
        word("dbname", target.database()),
        word("user", target.user()),
        word("passfile", "/dev/null"),
        word("connect_timeout", Long.toString(target.connectTimeout().toSeconds() + SLACK_SECONDS)),
        word("application_name", "ballast"),
        word("options", Pins.READING.asOptions(server)),
        word("sslmode", "disable"),
        word("gssencmode", "disable"));
  }

  /// As the manual's "Connection Strings" wants it quoted.
  private static String word(String name, String value) {
    return name + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public String toString() {
    return path + " (" + version + ")";
  }
}
