package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.server.http.HttpFront;
import dev.ballast.server.http.Routes;
import dev.ballast.store.Store;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.StoringLoop;
import java.util.concurrent.CountDownLatch;

/// A node on duty: watches its targets, stores what it reads and serves it over HTTP. For one
/// thread.
public final class Node implements AutoCloseable {
  /// What waits for a store that cannot be reached: days of a small fleet.
  private static final long JOURNAL_BYTES = 1L << 30;

  private final HttpFront front;
  private final Board board;
  private final SampleJournal journal;
  private final Parts parts;

  private Node(HttpFront front, Board board, SampleJournal journal, Parts parts) {
    this.front = front;
    this.journal = journal;
    this.board = board;
    this.parts = parts;
  }

  /// Starts all parts; where one cannot start, those before it are ended again.
  public static Node start(NodeSettings settings, Clock clock) {
    Parts parts = new Parts();
    try (Undo<RuntimeException> undo = Undo.unlessKept(parts::close)) {
      AccessToken token = AccessToken.ofFolder(settings.state());
      Store store = Store.open(settings.store(), clock);
      parts.onEnd(store::close);
      SampleJournal journal =
          SampleJournal.open(settings.state().resolve("journal"), JOURNAL_BYTES, clock);
      parts.onEnd(journal::close);
      StoringLoop storing = new StoringLoop(journal, new SampleWriter(store.pool()), clock);
      parts.onEnd(Worker.start("store", storing)::close);
      Board board = new Board(Families.all());
      FleetWatch watch =
          FleetWatch.start(settings.targets(), Families.all(), board, journal::accept, clock);
      parts.onEnd(watch::close);
      Routes routes =
          new Routes(
              board,
              Families.all(),
              new SeriesReader(store.pool(), journal),
              () -> health(journal, storing),
              clock);
      HttpFront front = HttpFront.listen(settings.host(), settings.port(), token::is, routes);
      parts.onEnd(front::close);
      return undo.keep(new Node(front, board, journal, parts));
    }
  }

  private static HealthView health(SampleJournal journal, StoringLoop storing) {
    SampleJournal.State state = journal.state();
    return new HealthView(
        storing.failing().isEmpty() && state.broken().isEmpty(),
        storing.failing().map(FaultView::of),
        state.broken().map(FaultView::of),
        state.waitingSegments(),
        state.waitingBytes(),
        state.droppedReadings());
  }

  /// What is known of the targets at present.
  public Board board() {
    return board;
  }

  /// Returns when this thread is interrupted, with its interrupt status cleared for the ending.
  public void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // What was waited for.
      return;
    }
  }

  /// What the store did not have when this was asked.
  public int waitingSegments() {
    return journal.state().waitingSegments();
  }

  public int port() {
    return front.port();
  }

  /// Ends in the opposite order of the start: no request, then no reading, then the store.
  @Override
  public void close() {
    parts.close();
  }
}
