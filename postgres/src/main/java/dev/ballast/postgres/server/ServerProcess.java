package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.CommandLines;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.RandomName;
import dev.ballast.machine.SystemProgram;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The processes of one server: the postmaster, what launched it, and all that came of it. For one
/// thread at a time, except that [#isAlive()] may be asked from any.
final class ServerProcess {
  /// Marks what a server without a sandbox starts, so that a child which left its process group is
  /// found anyway.
  private static final String MARKER = "BALLAST_SERVER";

  private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

  private final Process launcher;
  private final Sandbox sandbox;
  private final String dataDirectory;
  private final String marker;

  private ServerProcess(Process launcher, Sandbox sandbox, String dataDirectory, String marker) {
    this.launcher = launcher;
    this.sandbox = sandbox;
    this.dataDirectory = dataDirectory;
    this.marker = marker;
  }

  /// Starts a postmaster with an environment that holds nothing of this process's.
  ///
  /// @param command the program, `-D`, the data directory, and the rest
  /// @param log its standard output and error, appended to
  static ServerProcess start(
      Sandbox sandbox, List<String> command, Sandbox.View view, Path log, Path dataDirectory) {
    String marker = RandomName.of(16);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(sandbox.around(command, view))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().clear();
      builder.environment().put("PATH", SystemProgram.PATH);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put(MARKER, marker);
      Process process = builder.start();
      process.getOutputStream().close();
      return new ServerProcess(process, sandbox, dataDirectory.toString(), marker);
    } catch (IOException e) {
      throw Fault.of(PostgresError.SERVER_START_FAILED, "server program cannot be started")
          .detail(String.valueOf(e.getMessage()))
          .cause(e);
    }
  }

  Isolation isolation() {
    return sandbox.isolation();
  }

  boolean isAlive() {
    return launcher.isAlive();
  }

  int exitValue() {
    return launcher.exitValue();
  }

  boolean endsWithin(Duration timeout) throws InterruptedException {
    boolean ended = launcher.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      endSurvivors();
    }
    return ended;
  }

  /// Sends a signal to the postmaster, whose id here is another than the one it knows itself by.
  /// One that has ended in between needs none.
  void signal(String name) {
    Optional<ProcessHandle> postmaster = postmaster();
    if (postmaster.isPresent()) {
      try {
        send(name, postmaster.get().pid());
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        if (postmaster.get().isAlive()) {
          throw fault;
        }
      }
    }
  }

  private static void send(String name, long pid) {
    ExternalCommand.of("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "kill", name, Long.toString(pid))
        .run(SIGNAL_TIMEOUT);
  }

  private Optional<ProcessHandle> postmaster() {
    if (sandbox.kind() == Sandbox.Kind.NONE) {
      return Optional.of(launcher.toHandle());
    }
    return launcher
        .children()
        .flatMap(ProcessHandle::children)
        .filter(p -> CommandLines.runsOn(p, dataDirectory))
        .findFirst();
  }

  /// Ends the server at once. Where no IPC namespace ends with it, the postmaster is asked first:
  /// one that is killed leaves its System V shared memory segment, of which a machine has few.
  void end() {
    if (sandbox.kind() == Sandbox.Kind.NONE && !Thread.currentThread().isInterrupted()) {
      signal(StopMode.IMMEDIATE.signal());
      launcher
          .onExit()
          .completeOnTimeout(launcher, END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
    kill();
  }

  /// `kill -9` of the postmaster and of all that came of it.
  void kill() {
    List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
    if (sandbox.kind() == Sandbox.Kind.NONE) {
      launcher.destroyForcibly();
    } else {
      // With the first process of a namespace the kernel ends all others, wherever they went.
      List<ProcessHandle> first = launcher.children().toList();
      if (first.isEmpty()) {
        launcher.destroyForcibly();
      }
      first.forEach(ProcessHandle::destroyForcibly);
    }
    all.forEach(ProcessHandle::destroyForcibly);
    launcher.onExit().join();
    all.forEach(child -> child.onExit().join());
    endSurvivors();
  }

  /// A child that made itself independent is no descendant any more. In a sandbox none is left.
  private void endSurvivors() {
    if (sandbox.isolation().barriers().contains(Isolation.Barrier.PROCESSES)) {
      return;
    }
    List<ProcessHandle> survivors = CommandLines.withVariable(MARKER, marker);
    survivors.forEach(ProcessHandle::destroyForcibly);
    survivors.forEach(p -> p.onExit().join());
  }
}
