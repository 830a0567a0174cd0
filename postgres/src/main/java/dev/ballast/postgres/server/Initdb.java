package dev.ballast.postgres.server;

import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes new clusters: superuser `postgres`, UTF-8, locale C.
final class Initdb {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int FIRST_MAJOR_WITH_CHECKSUMS_ON = 18;

  private Initdb() {}

  /// Makes a cluster in `dataDirectory`, which must not exist, by copying a template that `initdb`
  /// made once for this version. Clusters from one template share a system identifier.
  static void fromTemplate(Installation installation, boolean checksums, Path dataDirectory) {
    Path template = template(installation, checksums);
    Directories.copy(template, dataDirectory);
    ServerUser.ofThisProcess().own(dataDirectory);
  }

  /// Makes a cluster with a system identifier of its own.
  static void fresh(Installation installation, boolean checksums, Path dataDirectory) {
    try {
      Files.createDirectories(
          dataDirectory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerUser user = ServerUser.ofThisProcess();
    user.own(dataDirectory);
    List<String> command =
        new ArrayList<>(
            List.of(
                installation.program("initdb").toString(),
                "-D",
                dataDirectory.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
    if (checksums) {
      command.add("--data-checksums");
    } else if (installation.version().major() >= FIRST_MAJOR_WITH_CHECKSUMS_ON) {
      command.add("--no-data-checksums");
    }
    ExternalCommand.run(user.asUser(command), TIMEOUT);
  }

  private static Path template(Installation installation, boolean checksums) {
    ServerVersion version = installation.version();
    Path templates = Places.cache().resolve("templates");
    Path template =
        templates.resolve(
            version + (checksums ? "" : "-nochecksums") + "-" + installation.origin().name());
    if (Files.exists(template.resolve("PG_VERSION"))) {
      return template;
    }
    try {
      Files.createDirectories(templates);
      // The server's user must be able to pass through the folder that it makes the cluster in.
      Path half = Files.createTempDirectory(templates, "half");
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        fresh(installation, checksums, half.resolve("data"));
        Files.move(half.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        // Another process made the same template meanwhile; it is as good as ours.
        return template;
      } catch (java.nio.file.DirectoryNotEmptyException e) {
        return template;
      } finally {
        Directories.delete(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return template;
  }
}
