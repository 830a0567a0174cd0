package dev.ballast.postgres.server;

import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Processes that are there and do nothing, by SIGSTOP, until this is closed: what a server looks
/// like whose disk or machine hangs.
public final class StoppedProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final List<Long> pids;

  private StoppedProcess(List<Long> pids) {
    this.pids = List.copyOf(pids);
  }

  public static StoppedProcess of(List<Long> pids) {
    StoppedProcess stopped = new StoppedProcess(pids);
    stopped.signal("-STOP");
    return stopped;
  }

  /// All processes of a cluster's server.
  public static StoppedProcess of(TemporaryCluster cluster) {
    try {
      long postmaster =
          Long.parseLong(
              Files.readAllLines(cluster.dataDirectory().resolve("postmaster.pid")).getFirst());
      List<Long> pids = new ArrayList<>(List.of(postmaster));
      ProcessHandle.of(postmaster).orElseThrow().children().forEach(child -> pids.add(child.pid()));
      return of(pids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String signal) {
    List<String> words = new ArrayList<>(List.of("/bin/kill", signal));
    pids.forEach(pid -> words.add(Long.toString(pid)));
    ExternalCommand.of(words).run(LIMIT);
  }

  @Override
  public void close() {
    signal("-CONT");
  }
}
