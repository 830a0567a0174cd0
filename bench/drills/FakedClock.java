import dev.ballast.postgres.server.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The wall clock of a server alone, where libfaketime is installed (Debian: package faketime):
/// another clock cannot be set without setting that of all programs of the machine. What measures
/// how long something takes is left as it is.
final class FakedClock {
  private static final Optional<Path> LIBRARY =
      Stream.of(
              "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
              "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst();

  private final Path offset;
  private final Installation installation;

  private FakedClock(Path offset, Installation installation) {
    this.offset = offset;
    this.installation = installation;
  }

  /// A copy of a server whose clock can be changed while it runs.
  static Optional<FakedClock> of(Installation plain, Path folder) throws IOException {
    if (LIBRARY.isEmpty()) {
      return Optional.empty();
    }
    Path home = plain.binDirectory().getParent();
    Path copy = folder.resolve("faked");
    List<Path> all;
    try (Stream<Path> walk = Files.walk(home)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Files.copy(
          path,
          copy.resolve(home.relativize(path)),
          LinkOption.NOFOLLOW_LINKS,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path programs = copy.resolve(home.relativize(plain.binDirectory()));
    Path offset = folder.resolve("offset");
    Path postgres = programs.resolve("postgres");
    Files.move(postgres, programs.resolve("postgres.real"));
    Files.writeString(
        postgres,
        """
        #!/bin/sh
        export LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_CACHE_DURATION=1
        export FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
        exec "${0%%/*}/postgres.real" "$@"
        """
            .formatted(LIBRARY.get(), offset));
    Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxr-xr-x"));
    FakedClock clock =
        new FakedClock(offset, new Installation(programs, plain.version(), plain.origin()));
    clock.jump(Duration.ZERO);
    return Optional.of(clock);
  }

  Installation installation() {
    return installation;
  }

  /// How far it is ahead from now on.
  void jump(Duration ahead) throws IOException {
    Files.writeString(offset, "%+d\n".formatted(ahead.toSeconds()));
    Files.setPosixFilePermissions(offset, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
