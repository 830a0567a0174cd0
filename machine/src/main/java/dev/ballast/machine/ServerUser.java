package dev.ballast.machine;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The operating-system user a server runs as: the user that runs Ballast, except that root hands
/// over to a user of its own, made where it is missing. PostgreSQL refuses to run as root.
///
/// @param other whom root hands over to; empty where Ballast is not root
/// @param uid of the user, itself or the other
/// @param gid its group
public record ServerUser(Optional<String> other, long uid, long gid) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// What others than Ballast use; their files would be open to a server's code.
  private static final Set<String> SHARED = Set.of("root", "postgres", "nobody");

  private static final ConcurrentHashMap<Account, ServerUser> FOUND = new ConcurrentHashMap<>();

  public ServerUser {
    requireNonNull(other, "other is null");
  }

  public static ServerUser of(Account account) {
    if (!Places.isRoot()) {
      return new ServerUser(Optional.empty(), Places.uid(), Places.gid());
    }
    return FOUND.computeIfAbsent(account, ServerUser::findOrMake);
  }

  private static ServerUser findOrMake(Account account) {
    Optional<String> named =
        Optional.ofNullable(System.getenv(account.variable())).filter(v -> !v.isBlank());
    String name = named.orElse(account.usualName());
    if (SHARED.contains(name)) {
      throw Fault.of(
              MachineError.PRIVILEGE_DROP_FAILED, "user " + name + " is not for Ballast alone")
          .detail(account.variable() + " names a user that others use as well")
          .hint("Name a system user that owns nothing, or unset " + account.variable() + ".");
    }
    Optional<ServerUser> found = find(name);
    if (found.isEmpty() && named.isEmpty()) {
      found = make(name);
    }
    return found
        .filter(user -> user.uid() != 0)
        .orElseThrow(
            () ->
                Fault.of(MachineError.PRIVILEGE_DROP_FAILED, "no user to run the server as")
                    .detail("running as root; there is no user " + name)
                    .hint(
                        "Create it with useradd --system --user-group "
                            + name
                            + ", or name another one in "
                            + account.variable()
                            + "."));
  }

  /// In the user database, which may be another than the file, as with LDAP.
  private static Optional<ServerUser> find(String name) {
    Optional<String> entry;
    try {
      entry =
          Files.readAllLines(Path.of("/etc/passwd")).stream()
              .filter(line -> line.startsWith(name + ":"))
              .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entry
        .or(() -> SystemProgram.GETENT.find().flatMap(getent -> ask(getent, name)))
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 3 && fields[2].matches("\\d{1,10}"))
        .map(
            fields ->
                new ServerUser(
                    Optional.of(name), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
  }

  private static Optional<String> ask(Path getent, String name) {
    return ExternalCommand.of(getent.toString(), "passwd", name)
        .runIfPossible(TIMEOUT)
        .flatMap(said -> said.lines().findFirst());
  }

  private static Optional<ServerUser> make(String name) {
    Optional<Path> useradd = SystemProgram.USERADD.find();
    if (useradd.isEmpty()) {
      return Optional.empty();
    }
    // Two runs may do this at once; the one that loses finds what the other has made.
    ExternalCommand.of(
            useradd.get().toString(),
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
            "--comment",
            "servers started by Ballast",
            name)
        .runIfPossible(TIMEOUT);
    return find(name);
  }

  /// The user of this name; empty where there is none. As root it is the one that files and
  /// programs can be given to, otherwise only the one that runs this.
  public static Optional<ServerUser> named(String name) {
    return find(name);
  }

  /// The user of this number, named where it has a name.
  public static ServerUser numbered(long uid, long gid) {
    String key = ":" + uid + ":";
    try {
      return Files.readAllLines(Path.of("/etc/passwd")).stream()
          .filter(line -> line.contains(key))
          .map(line -> line.substring(0, line.indexOf(':')))
          .flatMap(name -> find(name).stream())
          .filter(user -> user.uid() == uid)
          .findFirst()
          .orElseGet(() -> new ServerUser(Optional.of(Long.toString(uid)), uid, gid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether this user may do that to a file, its supplementary groups counted.
  ///
  /// @param mode one of `-r`, `-w`, `-x` and `-d`
  public boolean may(String mode, Path file) {
    List<String> words = new ArrayList<>();
    if (other.isPresent()) {
      Optional<Path> runuser = SystemProgram.RUNUSER.find();
      if (runuser.isEmpty()) {
        return ExternalCommand.of(test(), mode, file.toString())
            .as(this)
            .runIfPossible(TIMEOUT)
            .isPresent();
      }
      words.addAll(List.of(runuser.get().toString(), "-u", other.get(), "--"));
    }
    words.addAll(List.of(test(), mode, file.toString()));
    return ExternalCommand.of(words).runIfPossible(TIMEOUT).isPresent();
  }

  private static String test() {
    return SystemProgram.TEST.find().map(Path::toString).orElse("/usr/bin/test");
  }

  /// The command as this user, who can gain no privilege by it: itself, or behind `setpriv`, which
  /// changes user and then becomes the command, so that the process id stays that of the command.
  List<String> asUser(List<String> command) {
    return Bounds.of(this).around(command);
  }

  /// Takes a folder and all in it, which only `before` could reach so far and none of whose
  /// programs runs any more, over for this user. Throws `server-files-strange` where something in
  /// it is not of that user, or has another name elsewhere.
  public void takeOver(ServerUser before, Path root) {
    if (other.isPresent() && before.uid() != uid) {
      HandOver.between(before, this, root);
    }
  }

  /// Gives a folder or file and all in it, none of which another user could reach so far, to this
  /// user. Symbolic links are not followed.
  public void own(Path root) {
    if (other.isPresent()) {
      HandOver.to(this, root);
    }
  }
}
