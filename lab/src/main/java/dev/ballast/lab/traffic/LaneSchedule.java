package dev.ballast.lab.traffic;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A recording: each worker repeats one recorded session after another, in a session of its own.
final class LaneSchedule implements Schedule {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Progress> waiting = new ArrayDeque<>();
  private final Map<Integer, Progress> begun = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(0);
  private final double factor;

  /// @param factor 2 is twice as fast as recorded
  LaneSchedule(Recording recording, double factor) {
    recording.lanes().forEach(lane -> waiting.add(new Progress(lane)));
    this.factor = factor;
  }

  @Override
  public Optional<Arrival> next(int worker) {
    lock.lock();
    try {
      Progress lane = begun.get(worker);
      boolean opens = lane == null || lane.isDone();
      if (opens) {
        if (waiting.isEmpty()) {
          return Optional.empty();
        }
        lane = waiting.pop();
        begun.put(worker, lane);
      }
      Recording.Step step = lane.take();
      return Optional.of(new Arrival(due(step), step.work(), random.split(), opens));
    } finally {
      lock.unlock();
    }
  }

  private long due(Recording.Step step) {
    return (long) (step.at().toNanos() / factor);
  }

  @Override
  public long[] untaken(long beforeNanos) {
    lock.lock();
    try {
      return Stream.of(waiting, begun.values())
          .flatMap(Collection::stream)
          .flatMapToLong(
              lane -> lane.left().mapToLong(this::due).takeWhile(due -> due < beforeNanos))
          .toArray();
    } finally {
      lock.unlock();
    }
  }

  /// How far one recorded session is repeated.
  private static final class Progress {
    private final Recording.Lane lane;
    private int next;

    Progress(Recording.Lane lane) {
      this.lane = lane;
    }

    boolean isDone() {
      return next == lane.steps().size();
    }

    Recording.Step take() {
      return lane.steps().get(next++);
    }

    Stream<Recording.Step> left() {
      return lane.steps().subList(next, lane.steps().size()).stream();
    }
  }
}
