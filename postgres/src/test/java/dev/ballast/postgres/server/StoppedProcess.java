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
      // Stopped first, it lets none of the others go: what ends meanwhile is there until it is
      // waited for.
      StoppedProcess first = of(List.of(postmaster));
      List<Long> others =
          ProcessHandle.of(postmaster).orElseThrow().children().map(ProcessHandle::pid).toList();
      of(others);
      List<Long> all = new ArrayList<>(others);
      all.addAll(first.pids);
      return new StoppedProcess(all);
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
