package dev.ballast.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program of the operating system, looked for where only root may install one: what the search
/// path of the user that started Ballast puts first has no say.
public enum SystemProgram {
  BWRAP("bwrap"),
  GETENT("getent"),
  LOCALE("locale"),
  PRLIMIT("prlimit"),
  RUNUSER("runuser"),
  SETPRIV("setpriv"),
  SH("sh"),
  TEST("test"),
  UNSHARE("unshare"),
  USERADD("useradd");

  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  /// The search path of every program that Ballast starts.
  public static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

  private final String program;

  SystemProgram(String program) {
    this.program = program;
  }

  public Optional<Path> find() {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public String toString() {
    return program;
  }
}
