package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.ServerBuild;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.SourceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which server a copy is restored with. A minor release changes what is sound, so it is the
/// source's own minor where that is at hand, otherwise the newest of its major; only servers are
/// considered that can read the cluster's files and have the libraries of its databases.
///
/// @param source what the source ran
public record ServerChoice(Installation installation, ServerVersion source) {
  public ServerChoice {
    requireNonNull(installation, "installation is null");
    requireNonNull(source, "source is null");
  }

  /// Throws `server-build-differs` or `extension-library-missing`, naming what is missing, where no
  /// server of this machine will do.
  ///
  /// @param control of the backup; empty where it cannot be read, which the restore then reports
  /// @param found the servers of the source's major, the best first; not empty
  public static ServerChoice of(
      SourceFacts source, Optional<ControlFile> control, List<Installation> found) {
    List<Installation> readers = readers(found, control);
    List<Installation> able = readers.stream().filter(i -> missing(source, i).isEmpty()).toList();
    if (able.isEmpty()) {
      throw lacking(source, readers.getFirst());
    }
    Installation chosen =
        able.stream()
            .filter(i -> i.version().equals(source.version()))
            .findFirst()
            .orElseGet(able::getFirst);
    return new ServerChoice(chosen, source.version());
  }

  private static List<Installation> readers(
      List<Installation> found, Optional<ControlFile> control) {
    if (control.isEmpty()) {
      return found;
    }
    List<Installation> readers = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Installation installation : found) {
      List<String> differences = ServerBuild.of(installation).differences(control.get().layout());
      if (differences.isEmpty()) {
        readers.add(installation);
      } else {
        reasons.add(installation + ": " + String.join(", ", differences));
      }
    }
    if (readers.isEmpty()) {
      throw Fault.of(
              PostgresError.SERVER_BUILD_DIFFERS,
              "no server on this machine reads the cluster's files")
          .detail(String.join("; ", reasons))
          .hint("Install the build of PostgreSQL that the source runs, then run again.");
    }
    return readers;
  }

  private static List<String> missing(SourceFacts source, Installation installation) {
    return source.libraries().stream()
        .filter(l -> l.contains("/") || !installation.hasLibrary(l))
        .toList();
  }

  /// A library outside the server's own folder is not of it.
  private static Fault lacking(SourceFacts source, Installation installation) {
    return Fault.of(
            ProtectError.EXTENSION_LIBRARY_MISSING,
            "server lacks " + String.join(", ", missing(source, installation)))
        .detail(
            installation
                + " has no such library"
                + installation.libraryDirectory().map(d -> " in " + d).orElse(""))
        .hint("Install the extension's package for this major, then run again.");
  }

  /// Whether the copy runs the release that the source ran.
  public boolean isOwnMinor() {
    return installation.version().equals(source);
  }

  /// The choice in words, for evidence and reports.
  public String sentence() {
    return "restored with PostgreSQL "
        + installation.version()
        + (isOwnMinor()
            ? ", the source's own minor release"
            : ", the newest at hand: the source's own minor release " + source + " is not");
  }
}
