package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.Bounds;
import dev.ballast.machine.ServerUser;
import dev.ballast.machine.SystemProgram;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// How a command is shut off from this machine: in namespaces of its own, with a file system that
/// holds the read-only system and the command's own folders, no network, and nobody else's
/// processes. Immutable.
///
/// Root makes the namespaces as it is and hands over to the server's user in them. Anybody else
/// makes them within a user namespace, by `bwrap` where it is installed, else by `unshare`.
record Sandbox(ServerUser user, Kind kind, Isolation isolation) {
  private static final ConcurrentHashMap<ServerUser, Sandbox> TRIED = new ConcurrentHashMap<>();
  private static final String SCRIPT = script();

  /// Forwards the command's exit status and takes up the processes it leaves behind. When it ends,
  /// the kernel ends every process of the namespace.
  private static final String FIRST_PROCESS = Bounds.LIMITS + "\"$@\" & wait $!";

  enum Kind {
    NONE,
    ROOT_NAMESPACES,
    USER_NAMESPACES,
    BUBBLEWRAP
  }

  /// What a command sees beside the system.
  ///
  /// @param readable folders and files it may read
  /// @param writable folders it may change
  record View(List<Path> readable, List<Path> writable) {
    View {
      readable = List.copyOf(readable);
      writable = List.copyOf(writable);
    }
  }

  Sandbox {
    requireNonNull(user, "user is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(isolation, "isolation is null");
  }

  /// The best that works here, tried once in a process.
  static Sandbox of(ServerUser user) {
    return TRIED.computeIfAbsent(user, SandboxTrial::best);
  }

  /// No sandbox: the bounds of every command, and root's change of user.
  static Sandbox none(ServerUser user) {
    return new Sandbox(user, Kind.NONE, Isolation.none("none was requested"));
  }

  /// What a launch gets.
  ///
  /// Throws `isolation-missing` where all is required and something is missing.
  static Sandbox of(ServerUser user, Confinement asked) {
    if (asked == Confinement.NONE) {
      return none(user);
    }
    Sandbox best = of(user);
    if (asked == Confinement.REQUIRED && !best.isolation().isComplete()) {
      throw Fault.of(
              PostgresError.ISOLATION_MISSING,
              "a sandbox is required and this machine has none that is whole")
          .detail(best.isolation().display())
          .hint(
              user.other().isPresent()
                  ? "Install util-linux (unshare, mount, setpriv), and run where root may make"
                      + " namespaces: a container needs CAP_SYS_ADMIN."
                  : "Install bubblewrap or util-linux, and allow unprivileged user namespaces"
                      + " (sysctl kernel.unprivileged_userns_clone,"
                      + " kernel.apparmor_restrict_unprivileged_userns).");
    }
    return best;
  }

  List<String> around(List<String> command, View view) {
    return switch (kind) {
      case NONE -> Bounds.of(user).around(command);
      case ROOT_NAMESPACES -> byUnshare(List.of(), Bounds.of(user).becoming(), command, view);
      case USER_NAMESPACES ->
          byUnshare(
              List.of("--user", "--map-root-user"),
              List.of(
                  program(SystemProgram.UNSHARE),
                  "--user",
                  "--map-user=" + user.uid(),
                  "--map-group=" + user.gid(),
                  program(SystemProgram.SETPRIV),
                  "--no-new-privs",
                  "--inh-caps=-all"),
              command,
              view);
      case BUBBLEWRAP -> byBubblewrap(command, view);
    };
  }

  /// @param becoming the words that give up what power is left; they end with those of `setpriv`
  private List<String> byUnshare(
      List<String> user, List<String> becoming, List<String> command, View view) {
    List<String> words = new ArrayList<>();
    words.add(program(SystemProgram.UNSHARE));
    words.addAll(user);
    words.addAll(List.of("--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"));
    words.addAll(List.of("--propagation", "private", "/bin/sh", "-c", SCRIPT, "sandbox"));
    words.add(Long.toString(this.user.uid()));
    words.add(Long.toString(this.user.gid()));
    words.addAll(MountTable.of(view).words());
    words.addAll(becoming);
    // A change of user has cleared the signal that ends the first process together with `unshare`.
    words.addAll(List.of("--pdeathsig=KILL", "/bin/sh", "-c", FIRST_PROCESS, "sh"));
    words.addAll(command);
    return List.copyOf(words);
  }

  /// Without `--die-with-parent`: the parent is a thread of this process, and threads come and go.
  private List<String> byBubblewrap(List<String> command, View view) {
    List<String> words = new ArrayList<>();
    words.add(program(SystemProgram.BWRAP));
    words.addAll(List.of("--unshare-all", "--new-session", "--cap-drop", "ALL", "--as-pid-1"));
    words.addAll(List.of("--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"));
    words.addAll(List.of("--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--chdir", "/"));
    for (String folder : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
      words.addAll(systemFolder(Path.of(folder)));
    }
    for (String file :
        List.of(
            "/etc/ld.so.cache",
            "/etc/localtime",
            "/etc/passwd",
            "/etc/group",
            "/etc/hosts",
            "/etc/nsswitch.conf")) {
      words.addAll(List.of("--ro-bind-try", file, file));
    }
    view.readable().forEach(p -> words.addAll(List.of("--ro-bind", p.toString(), p.toString())));
    view.writable().forEach(p -> words.addAll(List.of("--bind", p.toString(), p.toString())));
    words.addAll(List.of("--remount-ro", "/"));
    words.addAll(List.of("--", "/bin/sh", "-c", FIRST_PROCESS, "sh"));
    words.addAll(command);
    return List.copyOf(words);
  }

  private static List<String> systemFolder(Path folder) {
    try {
      return Files.isSymbolicLink(folder)
          ? List.of("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString())
          : List.of("--ro-bind-try", folder.toString(), folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program(SystemProgram program) {
    return program.find().map(Path::toString).orElse(program.toString());
  }

  private static String script() {
    try (InputStream in = Sandbox.class.getResourceAsStream("sandbox.sh")) {
      return new String(requireNonNull(in, "sandbox.sh").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
