package dev.ballast.lab.traffic;

import java.util.Arrays;

/// How many spans of time overlap at most at one instant of a window. Not thread-safe.
final class Concurrency {
  private final long from;
  private final long to;
  private long[] begins = new long[256];
  private long[] ends = new long[256];
  private int size;

  Concurrency(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /// A span without its end; none is empty.
  void add(long begin, long end) {
    if (begin >= to || end <= from) {
      return;
    }
    if (size == begins.length) {
      begins = Arrays.copyOf(begins, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    begins[size] = begin;
    ends[size++] = Math.max(end, begin + 1);
  }

  long most() {
    Arrays.sort(begins, 0, size);
    Arrays.sort(ends, 0, size);
    long most = 0;
    int over = 0;
    for (int begun = 0; begun < size; begun++) {
      while (ends[over] <= begins[begun]) {
        over++;
      }
      most = Math.max(most, begun + 1 - over);
    }
    return most;
  }
}
