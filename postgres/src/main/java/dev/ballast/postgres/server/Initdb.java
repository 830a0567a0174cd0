package dev.ballast.postgres.server;

import dev.ballast.machine.Account;
import dev.ballast.machine.Directories;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.machine.RandomName;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Makes new clusters: UTF-8, locale C.
public final class Initdb {
  /// What `initdb` of a distribution takes.
  static final String USUAL_SUPERUSER = "postgres";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int FIRST_MAJOR_WITH_CHECKSUMS_ON = 18;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private Initdb() {}

  /// Makes a cluster in `dataDirectory`, which must not exist, by copying a template that `initdb`
  /// made once for this version. Clusters from one template share a system identifier.
  ///
  /// The template belongs to the user that runs Ballast, which as root no server does, and nothing
  /// ever runs in it.
  static void fromTemplate(
      Installation installation,
      boolean checksums,
      String superuser,
      Path dataDirectory,
      ServerUser user) {
    Path template = template(installation, checksums, superuser);
    Directories.copy(template, dataDirectory);
    user.own(dataDirectory);
  }

  /// Makes a cluster with a system identifier of its own, with checksums, for a server that runs
  /// copies.
  ///
  /// @param dataDirectory must not exist
  public static void cluster(Installation installation, String superuser, Path dataDirectory) {
    fresh(
        installation,
        /* checksums= */ true,
        superuser,
        List.of(),
        dataDirectory,
        ServerUser.of(Account.CLUSTERS));
  }

  /// Makes a cluster with a system identifier of its own.
  ///
  /// @param options of `initdb`, which outrank the usual ones
  static void fresh(
      Installation installation,
      boolean checksums,
      String superuser,
      List<String> options,
      Path dataDirectory,
      ServerUser user) {
    try {
      Files.createDirectory(dataDirectory, OWNER_ONLY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    user.own(dataDirectory);
    List<String> command =
        new ArrayList<>(
            List.of(
                installation.program("initdb").toString(),
                "-D",
                dataDirectory.toString(),
                "-U",
                superuser,
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
    command.addAll(options);
    ExternalCommand.of(command).as(user).run(TIMEOUT);
  }

  /// A superuser's name other than the usual one is part of the template's.
  private static Path template(Installation installation, boolean checksums, String superuser) {
    ServerVersion version = installation.version();
    try {
      // Older releases kept templates that their servers' user owned in "templates".
      Path templates = OwnFolder.require(Places.cache().resolve("new-clusters"), "rwx--x--x");
      Path template =
          templates.resolve(
              version
                  + (checksums ? "" : "-nochecksums")
                  + (superuser.equals(USUAL_SUPERUSER) ? "" : "-" + superuser)
                  + "-"
                  + installation.origin().name());
      if (!Files.exists(template.resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS)) {
        make(installation, checksums, superuser, templates, template);
      }
      return template;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As root, `initdb` runs as a server's user, and what it made is copied by descriptor, so that
  /// the template was never writable by that user.
  private static void make(
      Installation installation, boolean checksums, String superuser, Path templates, Path template)
      throws IOException {
    Path half = Files.createDirectory(templates.resolve("half-" + RandomName.of(8)));
    try {
      // The server's user must be able to pass through the folder that it makes the cluster in.
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx--x--x"));
      fresh(
          installation,
          checksums,
          superuser,
          List.of(),
          half.resolve("data"),
          ServerUser.of(Account.CLUSTERS));
      Path whole = half.resolve("data");
      if (Places.isRoot()) {
        whole = half.resolve("copy");
        Directories.copy(half.resolve("data"), whole);
      }
      publish(whole, template);
    } finally {
      Directories.delete(half);
    }
  }

  /// A template that another process made meanwhile is as good as this one. A rename onto it fails
  /// with `ENOTEMPTY` or `EEXIST` (rename(2)), for which Java has no exception of its own.
  private static void publish(Path whole, Path template) throws IOException {
    try {
      Files.move(whole, template, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(template.resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }
}
