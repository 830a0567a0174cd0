package dev.ballast.lab.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What ended, one line per arrival in 24 bytes, so that any window of time can be requested later.
/// Not thread-safe.
///
/// The oldest lines are dropped where there are more than [#MOST]; [#keptFrom] says from when on
/// all are there.
final class Happenings {
  /// At 1,000 per second more than an hour, in 100 MB.
  static final int MOST = 4 * 1024 * 1024;

  /// The outcome of what succeeded.
  static final int SUCCEEDED = -1;

  private static final int CHUNK = 16 * 1024;

  private final List<Chunk> chunks = new ArrayList<>();
  private final Names works = new Names();
  private final Names errors = new Names();
  private long keptFrom = Long.MIN_VALUE;
  private final int mostChunks;

  Happenings(int most) {
    this.mostChunks = Math.max(2, most / CHUNK);
  }

  /// A text for each small number.
  private static final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    int number(String text) {
      Integer known = numbers.get(text);
      if (known != null) {
        return known;
      }
      numbers.put(text, texts.size());
      texts.add(text);
      return texts.size() - 1;
    }
  }

  private static final class Chunk {
    private final long[] due = new long[CHUNK];
    private final long[] latency = new long[CHUNK];
    private final int[] work = new int[CHUNK];
    private final int[] outcome = new int[CHUNK];
    private int size;
  }

  /// Takes each line of a window.
  @FunctionalInterface
  interface Visitor {
    /// Takes one line.
    ///
    /// @param outcome [#SUCCEEDED], or the number of the error
    void visit(long due, long latency, int work, int outcome);
  }

  int work(String name) {
    return works.number(name);
  }

  int error(String name) {
    return errors.number(name);
  }

  String workName(int number) {
    return works.texts.get(number);
  }

  String errorName(int number) {
    return errors.texts.get(number);
  }

  void add(long due, long latency, int work, int outcome) {
    if (chunks.isEmpty() || chunks.getLast().size == CHUNK) {
      if (chunks.size() == mostChunks) {
        drop(chunks.removeFirst());
      }
      chunks.add(new Chunk());
    }
    Chunk chunk = chunks.getLast();
    chunk.due[chunk.size] = due;
    chunk.latency[chunk.size] = latency;
    chunk.work[chunk.size] = work;
    chunk.outcome[chunk.size++] = outcome;
  }

  private void drop(Chunk chunk) {
    for (long due : chunk.due) {
      keptFrom = Math.max(keptFrom, due + 1);
    }
  }

  /// Of what was due from this moment on, nothing was dropped.
  long keptFrom() {
    return keptFrom;
  }

  void forEach(Visitor visitor) {
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.size; i++) {
        visitor.visit(chunk.due[i], chunk.latency[i], chunk.work[i], chunk.outcome[i]);
      }
    }
  }
}
