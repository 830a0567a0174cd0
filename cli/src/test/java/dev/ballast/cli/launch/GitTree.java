package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A working tree of git in which Ballast is started as a process of its own.
///
/// @param folder at its root
public record GitTree(Path folder) {

  /// A new repository on the branch `main`, without a commit.
  public static GitTree create(Path folder) {
    GitTree tree = new GitTree(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tree.git("init", "--quiet", "--initial-branch=main");
    return tree;
  }

  /// A clone, whose `origin` this tree is.
  public GitTree cloned(Path into, String... options) {
    List<String> arguments = new ArrayList<>(List.of("clone", "--quiet"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(folder.toUri().toString(), into.toString()));
    git(arguments.toArray(String[]::new));
    return new GitTree(into);
  }

  public GitTree write(String name, String text) {
    Path path = folder.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Commits all that is there.
  public GitTree commit() {
    git("add", "-A");
    git("commit", "--quiet", "--allow-empty", "-m", "change");
    return this;
  }

  public GitTree branch(String name) {
    git("checkout", "--quiet", "-B", name);
    return this;
  }

  public void git(String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com"),
                Stream.of(arguments))
            .toList();
    ProcessRun run = ProcessRun.of(folder, Map.of(), command);
    assertThat(run.status()).as(run.err()).isZero();
  }

  /// Runs Ballast here, on a workstation unless the environment says otherwise.
  ///
  /// @param more over this process's own environment; an empty value takes a variable away
  public ProcessRun ballast(Map<String, String> more, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    Map<String, String> environment =
        new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "CI", "", "GITHUB_BASE_REF", ""));
    environment.putAll(more);
    return ProcessRun.of(folder, environment, command);
  }
}
