package dev.ballast.machine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What every program that Ballast starts is held to, by programs that become it one after the
/// other: files it makes are its user's alone, a crash leaves no core with secrets in it, it opens
/// no more files and starts no more processes than it needs, and it gains no privilege.
///
/// @param user whom it runs as
/// @param mayGainPrivileges whether set-user-ID programs have an effect in it
public record Bounds(ServerUser user, boolean mayGainPrivileges) {
  private static final int MAX_PROCESSES = 4096;

  /// The limits that a shell sets without help. `ulimit -n` fails where the limit is lower already.
  public static final String LIMITS =
      "umask 077; ulimit -c 0; ulimit -n 8192 2> /dev/null || :; unset PWD OLDPWD; ";

  public Bounds {
    requireNonNull(user, "user is null");
  }

  /// Runs as another user where root hands over to one; never gains a privilege.
  public static Bounds of(ServerUser user) {
    return new Bounds(user, false);
  }

  /// Runs as the user that runs Ballast.
  static Bounds ofThisUser(boolean mayGainPrivileges) {
    return new Bounds(
        new ServerUser(Optional.empty(), Places.uid(), Places.gid()), mayGainPrivileges);
  }

  public List<String> around(List<String> command) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", LIMITS + "exec \"$@\"", "sh"));
    words.addAll(becoming());
    words.addAll(command);
    return List.copyOf(words);
  }

  /// The words that change user and privileges and then become the command behind them.
  public List<String> becoming() {
    List<String> words = new ArrayList<>();
    Optional<Path> setpriv = SystemProgram.SETPRIV.find();
    if (user.other().isPresent()) {
      // A limit on processes counts all of a user's, so it is only for users of our own.
      SystemProgram.PRLIMIT
          .find()
          .ifPresent(
              prlimit -> words.addAll(List.of(prlimit.toString(), "--nproc=" + MAX_PROCESSES)));
      words.add(setpriv.map(Path::toString).orElse(SystemProgram.SETPRIV.toString()));
      words.add("--reuid=" + user.uid());
      words.add("--regid=" + user.gid());
      words.add("--clear-groups");
      words.add("--inh-caps=-all");
      words.add("--bounding-set=-all");
      words.add("--no-new-privs");
    } else if (!mayGainPrivileges && setpriv.isPresent()) {
      words.add(setpriv.get().toString());
      words.add("--no-new-privs");
    }
    return words;
  }
}
