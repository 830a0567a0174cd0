package dev.ballast.protect.faults;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// A library whose system calls fail or lie, for processes that load it before the C library's:
/// disks on which a file cannot be synchronised, and clocks that jump. It is compiled here; where
/// there is no compiler the test is skipped and says so. For one thread at a time.
public final class FalseSystem implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl", "postgres");

  private final TemporaryFolder folder;

  private FalseSystem(TemporaryFolder folder) {
    this.folder = folder;
  }

  public static FalseSystem compiled() {
    TemporaryFolder folder = TemporaryFolder.create("false-system");
    FalseSystem made = new FalseSystem(folder);
    boolean compiled = false;
    try {
      Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
      Path source = folder.path().resolve("false-system.c");
      try (InputStream in = FalseSystem.class.getResourceAsStream("FalseSystem/false-system.c")) {
        Files.copy(Objects.requireNonNull(in), source);
      }
      String place = "-DFOLDER=\"" + folder.path() + "\"";
      ExternalCommand.of(
              "cc", "-shared", "-fPIC", place, "-o", made.library().toString(), source.toString())
          .run(TIMEOUT);
      Files.setPosixFilePermissions(made.library(), PosixFilePermissions.fromString("rwxr-xr-x"));
      compiled = true;
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Fault e) {
      Assumptions.abort("no C compiler here: " + e.detail().orElse(""));
      throw e;
    } finally {
      if (!compiled) {
        folder.close();
      }
    }
  }

  /// What `LD_PRELOAD` is to name.
  public Path library() {
    return folder.path().resolve("false-system.so");
  }

  /// The clock is this far ahead of the machine's, or behind where it is negative, from now on.
  public void shiftClock(Duration ahead) {
    set("clock", Long.toString(ahead.toSeconds()));
  }

  /// Files whose path contains this cannot be synchronised from now on.
  public void failSyncOf(String part) {
    set("unsynced", part);
  }

  /// From now on all files can be.
  public void heal() {
    set("unsynced", "");
  }

  /// The files that could not be synchronised, one for each attempt.
  public List<String> failures() {
    Path failures = folder.path().resolve("failures");
    try {
      return Files.exists(failures) ? Files.readAllLines(failures) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whole or not at all, since others read it at any time.
  private void set(String name, String text) {
    try {
      Path next = Files.writeString(folder.path().resolve(name + ".next"), text);
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(next, folder.path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same programs, of which the server loads the library.
  public Installation around(Installation real) {
    try {
      Path programs = Files.createDirectory(folder.path().resolve("bin"));
      for (String name : PROGRAMS) {
        Path program = programs.resolve(name);
        String preload = name.equals("postgres") ? "LD_PRELOAD=" + library() + " " : "";
        Files.writeString(
            program,
            "#!/bin/sh\n" + preload + "exec " + real.binDirectory().resolve(name) + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new Installation(programs, real.version(), real.origin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
