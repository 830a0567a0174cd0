package dev.ballast.server.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What was started, to be ended in the opposite order. For one thread, but for [#dead].
final class Parts implements AutoCloseable {
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  /// How a part ends.
  @FunctionalInterface
  interface Ending {
    void end();
  }

  void onEnd(Ending ending) {
    endings.push(ending);
  }

  /// Runs a loop on a thread of its own until the parts end.
  void run(String name, Runnable loop) {
    Worker worker = Worker.startComputing(name, loop);
    workers.add(worker);
    onEnd(worker::close);
  }

  /// That loops ended by themselves, each in a sentence. None does but by a defect, and what it did
  /// is not done any more.
  List<String> dead() {
    return workers.stream()
        .filter(worker -> !worker.isAlive())
        .map(worker -> "the thread \"%s\" has ended: restart the node".formatted(worker.name()))
        .toList();
  }

  /// Ends all parts, those after one that fails too; what the first one threw is thrown.
  @Override
  public void close() {
    Ending next = endings.poll();
    if (next == null) {
      return;
    }
    try {
      next.end();
    } finally {
      close();
    }
  }
}
