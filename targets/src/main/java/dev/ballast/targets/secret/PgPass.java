package dev.ballast.targets.secret;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.postgres.Password;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// libpq's password file: lines of `host:port:database:user:password`, the first that fits counts.
///
/// A field `*` fits anything; `\` before `:` or `\` takes it literally; `#` starts a comment line.
/// Rules as in `passwordFromFile` of PostgreSQL's `fe-connect.c`, with one difference: a file that
/// others can read is an error here, where libpq warns and continues without a password.
final class PgPass {
  static final int MAX_BYTES = 1024 * 1024;

  private PgPass() {}

  /// The file that applies: `PGPASSFILE`, else `~/.pgpass`.
  static Path file(ProcessEnvironment environment) {
    return environment
        .variable("PGPASSFILE")
        .map(path -> environment.resolve(environment.workingDirectory(), path))
        .orElseGet(() -> environment.home().resolve(".pgpass"));
  }

  /// The password of the first fitting line; empty where the file or a fitting line is missing.
  static Optional<Password> find(Path file, String host, int port, String database, String user) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String[] wanted = {host, Integer.toString(port), database, user};
    return text(file)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> match(line, wanted).stream())
        .findFirst()
        .filter(password -> !password.isEmpty())
        .map(Password::new);
  }

  private static String text(Path file) {
    try {
      Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
      if (given.stream().anyMatch(right -> !right.name().startsWith("OWNER_"))) {
        throw Fault.of(
                TargetsError.SECRET_EXPOSED, "the password file is open to other users: " + file)
            .detail("its permissions are " + PosixFilePermissions.toString(given))
            .hint("Run: chmod 600 " + file);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw Fault.of(
            TargetsError.SECRET_MISSING,
            "the password file " + file + " is longer than " + MAX_BYTES + " bytes");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Fault.of(TargetsError.SECRET_MISSING, "the password file cannot be read: " + file)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  /// The password of `line` if its first four fields fit `wanted`.
  static Optional<String> match(String line, String... wanted) {
    int at = 0;
    for (String field : wanted) {
      at = afterField(line, at, field);
      if (at < 0) {
        return Optional.empty();
      }
    }
    StringBuilder password = new StringBuilder();
    for (int i = at; i < line.length() && line.charAt(i) != ':'; i++) {
      if (line.charAt(i) == '\\' && i + 1 < line.length()) {
        i++;
      }
      password.append(line.charAt(i));
    }
    return Optional.of(password.toString());
  }

  /// The position behind the field that starts at `from` if it fits `wanted`, otherwise -1.
  private static int afterField(String line, int from, String wanted) {
    if (line.startsWith("*:", from)) {
      return from + 2;
    }
    int matched = 0;
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == ':') {
        return matched == wanted.length() ? i + 1 : -1;
      }
      if (line.charAt(i) == '\\' && i + 1 < line.length()) {
        i++;
      }
      if (matched == wanted.length() || line.charAt(i) != wanted.charAt(matched)) {
        return -1;
      }
      matched++;
    }
    return -1;
  }
}
