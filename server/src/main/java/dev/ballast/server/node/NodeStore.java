package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.database.Store;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.StoringLoop;
import java.util.Optional;

/// What a node keeps its readings in: the store, and the journal before it. The store may be away.
/// Safe for any number of threads.
record NodeStore(Store store, SampleJournal journal, StoringLoop storing) {

  /// Opens the journal, tries to reach the store, and begins to store what waits. Throws what
  /// somebody has to change first; a store that is merely away may come.
  static NodeStore start(NodeSettings settings, Parts parts, Clock clock) {
    Store store = Store.of(settings.store(), clock);
    parts.onEnd(store::close);
    SampleJournal journal =
        SampleJournal.open(
            settings.state().resolve("journal"),
            settings.configuration().serve().store().journalBytes(),
            clock);
    parts.onEnd(journal::close);
    try {
      store.reach();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (!Store.isPassing(fault)) {
        throw fault;
      }
    }
    StoringLoop storing = new StoringLoop(journal, new SampleWriter(store.pool()), clock);
    parts.run("store", storing);
    return new NodeStore(store, journal, storing);
  }

  /// Sessions, while the store is there.
  SessionPool pool() {
    return store.pool();
  }

  SeriesReader series() {
    return new SeriesReader(pool(), journal, Duties::isCounter);
  }

  /// Why the store does not take samples at present.
  Optional<Fault> failing() {
    return store.away().or(storing::failing);
  }
}
