package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ServerVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of one PostgreSQL version.
public record Installation(Path binDirectory, ServerVersion version, Origin origin) {
  public Installation {
    requireNonNull(binDirectory, "binDirectory is null");
    requireNonNull(version, "version is null");
    requireNonNull(origin, "origin is null");
  }

  /// What holds programs, libraries and shared files.
  Path home() {
    return requireNonNull(binDirectory.getParent(), "a bin folder at the root");
  }

  Path program(String name) {
    return binDirectory.resolve(name);
  }

  /// Where loadable modules live, `pg_config --pkglibdir`; known by `plpgsql`, which every build
  /// carries. Debian keeps it at `../lib`, the embedded build at `../lib/postgresql`.
  public Optional<Path> libraryDirectory() {
    Path root = binDirectory.getParent();
    return Stream.of(root.resolve("lib/postgresql"), root.resolve("lib"), root.resolve("lib64"))
        .filter(
            d -> Files.exists(d.resolve("plpgsql.so")) || Files.exists(d.resolve("plpgsql.dylib")))
        .findFirst();
  }

  /// Whether a loadable module, named as in `$libdir/name`, can be loaded here.
  public boolean hasLibrary(String name) {
    return libraryDirectory()
        .map(
            d ->
                Files.exists(d.resolve(name))
                    || Files.exists(d.resolve(name + ".so"))
                    || Files.exists(d.resolve(name + ".dylib")))
        .orElse(false);
  }

  @Override
  public String toString() {
    return "PostgreSQL " + version + " (" + binDirectory + ")";
  }
}
