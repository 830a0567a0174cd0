package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
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

/// The PostgreSQL servers of this machine. Safe for any number of threads.
public final class Installations {
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(10);

  private final EmbeddedServers embedded;
  private final List<Path> roots;
  private final List<Path> searchPath;

  Installations(EmbeddedServers embedded, List<Path> roots, List<Path> searchPath) {
    this.embedded = embedded;
    this.roots = List.copyOf(roots);
    this.searchPath = List.copyOf(searchPath);
  }

  /// What `BALLAST_SERVERS` admits: `any`, the default, or `embedded`, so that what the machine has
  /// installed changes no result.
  public static Installations ofThisMachine() {
    return admitted(Optional.ofNullable(System.getenv("BALLAST_SERVERS")).orElse(""));
  }

  static Installations admitted(String servers) {
    return switch (servers) {
      case "", "any" -> everywhere();
      case "embedded" -> embeddedOnly();
      default ->
          throw Fault.of(
                  PostgresError.SERVER_NOT_INSTALLED,
                  "BALLAST_SERVERS does not say which servers to use")
              .detail("it is " + servers)
              .hint("Set it to any or to embedded, or unset it.");
    };
  }

  /// The embedded servers alone.
  public static Installations embeddedOnly() {
    return new Installations(new EmbeddedServers(Places.cache()), List.of(), List.of());
  }

  /// Every server, whatever `BALLAST_SERVERS` admits.
  public static Installations everywhere() {
    return new Installations(
        new EmbeddedServers(Places.cache()), List.of(Path.of("/")), Places.searchPath());
  }

  /// Every supported server installed by packages, and every embedded one already unpacked, newest
  /// first.
  public List<Installation> all() {
    List<Installation> found = new ArrayList<>(system());
    SupportedMajors.all()
        .mapToObj(embedded::unpacked)
        .flatMap(Optional::stream)
        .flatMap(bin -> read(bin, Origin.EMBEDDED).stream())
        .forEach(found::add);
    found.sort(Comparator.comparing(Installation::version).reversed());
    return List.copyOf(found);
  }

  /// The servers of this major that are here, newest first, the machine's own before an embedded
  /// one of the same version. None is fetched.
  public List<Installation> here(int major) {
    List<Installation> found = new ArrayList<>();
    system().stream().filter(i -> i.version().major() == major).forEach(found::add);
    embedded.unpacked(major).flatMap(bin -> read(bin, Origin.EMBEDDED)).ifPresent(found::add);
    found.sort(Comparator.comparing(Installation::version).reversed());
    return List.copyOf(found);
  }

  /// The servers of this major that are at hand, newest first, and of one version the machine's own
  /// before the embedded one; the embedded one, fetched, where there is none.
  public List<Installation> ofMajor(int major) {
    List<Installation> found = new ArrayList<>();
    system().stream().filter(i -> i.version().major() == major).forEach(found::add);
    if (embedded.isAtHand(major)) {
      found.add(embedded(major));
    }
    if (found.isEmpty()) {
      found.add(embedded(major));
    }
    // The sort is stable.
    found.sort(Comparator.comparing(Installation::version).reversed());
    return List.copyOf(found);
  }

  /// A server of this major: the machine's own if there is one, since it has the extensions that
  /// were installed for it, otherwise the embedded one.
  public Installation require(int major) {
    return system().stream()
        .filter(i -> i.version().major() == major)
        .max(Comparator.comparing(Installation::version))
        .orElseGet(() -> embedded(major));
  }

  /// The embedded server of this major, fetched and unpacked when needed.
  public Installation embedded(int major) {
    Path bin = embedded.require(major);
    return read(bin, Origin.EMBEDDED)
        .orElseThrow(
            () ->
                Fault.of(
                        PostgresError.SERVER_NOT_INSTALLED,
                        "the embedded server does not run on this machine")
                    .detail(bin.resolve("postgres") + " --version failed")
                    .hint("Install PostgreSQL " + major + " from this machine's packages."));
  }

  private List<Installation> system() {
    Set<Path> candidates = new LinkedHashSet<>();
    for (Path root : roots) {
      candidates.addAll(children(root.resolve("usr/lib/postgresql"), ""));
      candidates.addAll(children(root.resolve("usr"), "pgsql-"));
      candidates.addAll(children(root.resolve("opt/homebrew/opt"), "postgresql@"));
      candidates.addAll(children(root.resolve("usr/local/opt"), "postgresql@"));
    }
    for (Path folder : searchPath) {
      Path program = folder.resolve("postgres");
      if (Files.isExecutable(program)) {
        candidates.add(real(program).getParent());
      }
    }
    return candidates.stream()
        .flatMap(bin -> read(bin, Origin.SYSTEM).stream())
        .filter(i -> i.version().isSupported())
        .toList();
  }

  /// The `bin` folders of the children whose names start so: `usr/lib/postgresql/17/bin`.
  private static List<Path> children(Path parent, String prefix) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(p -> p.getFileName().toString().startsWith(prefix))
          .map(p -> p.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .map(bin -> real(bin.resolve("postgres")).getParent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server that cannot report its version is ignored.
  private static Optional<Installation> read(Path bin, Origin origin) {
    try {
      String said =
          new String(
                  ExternalCommand.run(
                      List.of(bin.resolve("postgres").toString(), "--version"), VERSION_TIMEOUT),
                  StandardCharsets.UTF_8)
              .strip();
      return Optional.of(
          new Installation(
              bin,
              ServerVersion.parse(said.replaceFirst("^postgres \\(PostgreSQL\\) ", "")),
              origin));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.empty();
    }
  }
}
