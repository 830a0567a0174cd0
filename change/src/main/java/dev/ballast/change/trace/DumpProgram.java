package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.server.ExternalCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private static final int KNOWS_SYSTEM_CERTIFICATES = 16;

  DumpProgram {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
  }

  /// Those on the search path and in the folders of the usual packages.
  static List<DumpProgram> ofThisMachine() {
    Set<Path> candidates = new LinkedHashSet<>();
    for (String entry :
        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)) {
      candidates.add(Path.of(entry.isEmpty() ? "." : entry).resolve("pg_dump"));
    }
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
  /// that cannot tell its version is none.
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
    } catch (Fault | IllegalArgumentException e) {
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
                        ChangeError.DUMP_PROGRAM_MISSING,
                        "no pg_dump of major " + server.major() + " or newer")
                    .detail(
                        programs.isEmpty()
                            ? "looked on the search path and in the folders of the usual packages"
                            : "found " + programs.stream().map(DumpProgram::toString).toList())
                    .hint(
                        "Install PostgreSQL's client programs of major "
                            + server.major()
                            + ", or hand in the schema as a file."));
  }

  /// Writes the schema of a database into a file.
  ///
  /// @param folder nobody else may read it; the password goes through a file in it
  Path dump(ConnectionSettings target, Path folder) {
    Path out = folder.resolve("schema.sql");
    List<String> command = new ArrayList<>();
    command.add(path.toString());
    command.add("--schema-only");
    command.add("--no-password");
    command.add("--no-subscriptions");
    command.add("--lock-wait-timeout=" + LOCK_WAIT.toMillis());
    command.add("--file=" + out);
    command.add("--dbname=" + conninfo(target, passwordFile(target, folder)));
    ExternalCommand.run(command, DUMP_TIMEOUT);
    return out;
  }

  /// In the form of the manual's "The Password File", so that the password is on no command line.
  private static Path passwordFile(ConnectionSettings target, Path folder) {
    try {
      Path file =
          Files.createFile(
              folder.resolve("pgpass"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      if (target.password().isPresent()) {
        String password = target.password().get().reveal();
        Files.writeString(
            file, "*:*:*:*:" + password.replace("\\", "\\\\").replace(":", "\\:") + "\n");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String conninfo(ConnectionSettings target, Path passwordFile) {
    Tls tls = target.tls();
    List<String> words = new ArrayList<>();
    words.add(word("host", target.host()));
    words.add(word("port", Integer.toString(target.port())));
    words.add(word("dbname", target.database()));
    words.add(word("user", target.user()));
    words.add(word("passfile", passwordFile.toString()));
    words.add(word("connect_timeout", Long.toString(target.connectTimeout().toSeconds())));
    words.add(word("application_name", "ballast"));
    words.add(
        word(
            "sslmode",
            switch (tls.mode()) {
              case DISABLE -> "disable";
              case REQUIRE -> "require";
              case VERIFY_CA -> "verify-ca";
              case VERIFY_FULL -> "verify-full";
            }));
    if (tls.rootCertificate().isPresent()) {
      words.add(word("sslrootcert", tls.rootCertificate().get().toString()));
    } else if (tls.mode() == TlsMode.VERIFY_FULL && version.major() >= KNOWS_SYSTEM_CERTIFICATES) {
      words.add(word("sslrootcert", "system"));
    }
    return String.join(" ", words);
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
