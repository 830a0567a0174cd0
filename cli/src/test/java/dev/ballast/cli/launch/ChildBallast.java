package dev.ballast.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.cli.Main;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ballast as a process of its own, to be killed: with a temporary directory and a state folder
/// that no one else uses. For one thread.
public final class ChildBallast implements AutoCloseable {
  private final Process process;
  private final Reader talk;
  private final StringBuilder said = new StringBuilder();

  private ChildBallast(Process process) {
    this.process = process;
    this.talk = process.errorReader(UTF_8);
  }

  /// What a child runs with.
  ///
  /// @param folder holds its temporary directory `tmp` and its state, and is where it runs
  /// @param environment added to this process's own
  /// @param properties of the JVM, as `name=value`
  public record World(Path folder, Map<String, String> environment, List<String> properties) {
    public World {
      environment = Map.copyOf(environment);
      properties = List.copyOf(properties);
    }

    public Path temporary() {
      return folder.resolve("tmp");
    }
  }

  /// Starts one command. It draws its progress as on a terminal, so that the beginning of a long
  /// phase is seen.
  ///
  /// `env` puts the signals back to their defaults: under a shell without job control a child
  /// ignores SIGINT.
  public static ChildBallast start(World world, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "--default-signal=INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dballast.terminal=err");
    command.add("-Djava.io.tmpdir=" + world.temporary());
    world.properties().forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(world.folder().toFile());
    builder.environment().putAll(world.environment());
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("BALLAST_STATE", world.folder().resolve("state").toString());
    builder.environment().put("BALLAST_TEMP", world.temporary().toString());
    builder.redirectOutput(world.folder().resolve("out").toFile());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new ChildBallast(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads standard error until it holds `text`; what came up to there is in [#said()]. Returns
  /// whether it came before the process ended.
  public boolean awaitSaid(String text) {
    try {
      while (said.indexOf(text) < 0) {
        int next = talk.read();
        if (next < 0) {
          return false;
        }
        said.append((char) next);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the end and returns the exit status.
  public int await() {
    awaitSaid("\0");
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Standard error, as far as it was read.
  public String said() {
    return said.toString();
  }

  /// `kill -9`; returns when the process is gone. What it said last can still be read.
  public void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /// Ctrl-C.
  public void interrupt() {
    ProcessRun.of(Path.of("."), Map.of(), List.of("kill", "-INT", Long.toString(process.pid())));
  }

  @Override
  public void close() {
    kill();
    try (talk) {
      awaitSaid("\0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
