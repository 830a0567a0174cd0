package dev.ballast.postgres.server;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The operating-system user a server runs as: whoever runs Ballast, except that root hands over
/// to `postgres`, or to `nobody` where there is no such user. PostgreSQL refuses to run as root.
final class ServerUser {
  private static final List<String> CANDIDATES = List.of("postgres", "nobody");

  private final Optional<Account> other;

  private ServerUser(Optional<Account> other) {
    this.other = other;
  }

  static ServerUser ofThisProcess() {
    if (!Places.isRoot()) {
      return new ServerUser(Optional.empty());
    }
    return new ServerUser(
        Optional.of(
            CANDIDATES.stream()
                .flatMap(name -> account(name).stream())
                .findFirst()
                .orElseThrow(
                    () ->
                        Fault.of(
                                PostgresError.PRIVILEGE_DROP_FAILED, "no user to run the server as")
                            .detail("running as root; looked for " + CANDIDATES)
                            .hint("Create a system user named postgres."))));
  }

  private static Optional<Account> account(String name) {
    try {
      return Files.readAllLines(Path.of("/etc/passwd")).stream()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 3 && fields[0].equals(name))
          .map(fields -> new Account(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The command as this user: itself, or behind `setpriv`, which changes user and then becomes
  /// the command, so that the process id stays that of the server.
  List<String> asUser(List<String> command) {
    if (other.isEmpty()) {
      return command;
    }
    List<String> words = new ArrayList<>();
    words.add("setpriv");
    words.add("--reuid=" + other.get().uid());
    words.add("--regid=" + other.get().gid());
    words.add("--clear-groups");
    words.addAll(command);
    return List.copyOf(words);
  }

  /// Gives a folder and all in it to this user. Symbolic links are not followed.
  void own(Path root) {
    if (other.isEmpty()) {
      return;
    }
    Account owner = other.get();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              give(dir, owner);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              give(file, owner);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void give(Path path, Account owner) throws IOException {
    Files.setAttribute(path, "unix:uid", owner.uid(), java.nio.file.LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", owner.gid(), java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  private record Account(int uid, int gid) {}
}
