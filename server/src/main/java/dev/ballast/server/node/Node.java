package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.RandomName;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.report.BallastVersion;
import dev.ballast.server.http.DutyEndpoints;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.FleetEndpoints;
import dev.ballast.server.http.HttpFront;
import dev.ballast.server.http.RecordEndpoints;
import dev.ballast.server.openapi.ApiDescription;
import dev.ballast.server.tls.NodeCertificate;
import dev.ballast.store.database.Store;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleUpkeep;
import dev.ballast.store.sample.SampleWriter;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.StoringLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A node on duty: watches its targets, stores what it reads and serves it over HTTP. For one
/// thread.
public final class Node implements AutoCloseable {
  /// What waits for a store that cannot be reached: days of a small fleet.
  private static final long JOURNAL_BYTES = 1L << 30;

  private static final int NAME_BYTES = 4;

  private final NodeAddress address;
  private final SampleJournal journal;
  private final Parts parts;

  private Node(NodeAddress address, SampleJournal journal, Parts parts) {
    this.address = address;
    this.journal = journal;
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
      StoreKeeper keeper = new StoreKeeper(store, clock);
      parts.onEnd(Worker.start("store keeper", keeper)::close);
      Records records = Records.start(settings.state(), store.pool(), parts, clock);
      Board board = new Board(Families.all(), clock);
      FleetWatch watch =
          FleetWatch.start(
              settings.configuration().targets(),
              new WatchPlan(Families.all(), Inventories.all(), Family::cadence),
              new Findings(
                  board, journal::accept, records.inventories()::accept, records.events()::accept),
              clock);
      parts.onEnd(watch::close);
      Duties duties = new Duties(settings.configuration(), settings.heads(), clock);
      JobRunner jobs =
          JobRunner.start(
              store.pool(),
              RandomName.of(NAME_BYTES),
              duties.jobs(new SampleUpkeep(store.pool(), Duties::isCounter), records.events()),
              clock);
      parts.onEnd(jobs::close);
      Optional<NodeCertificate> certificate =
          settings.listen().tls().map(files -> NodeCertificate.read(files, clock));
      NodeHealth health =
          new NodeHealth(
              journal,
              records.events(),
              () -> keeper.failing().or(storing::failing).or(records::failing),
              certificate);
      List<Endpoint> endpoints = new ArrayList<>();
      endpoints.addAll(
          new DutyEndpoints(jobs, () -> duties.status(board, health.troubles()), health::view)
              .all());
      endpoints.addAll(
          new FleetEndpoints(
                  board,
                  Families.all(),
                  new SeriesReader(store.pool(), journal, Duties::isCounter),
                  clock)
              .all());
      endpoints.addAll(new RecordEndpoints(board, records.events(), clock).all());
      HttpFront front =
          HttpFront.listen(
              new HttpFront.Place(
                  settings.listen().address(),
                  settings.listen().port(),
                  certificate.map(NodeCertificate::context)),
              token::is,
              ApiDescription.describing(endpoints, BallastVersion.current()));
      parts.onEnd(front::close);
      NodeAddress address = NodeAddress.of(settings.listen(), front.port());
      address.write(settings.state());
      return undo.keep(new Node(address, journal, parts));
    }
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

  /// Where requests are taken.
  public URI address() {
    return address.url();
  }

  /// Ends in the opposite order of the start: no request, then no reading, then the store.
  @Override
  public void close() {
    parts.close();
  }
}
