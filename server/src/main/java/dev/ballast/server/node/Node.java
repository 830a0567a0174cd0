package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.report.BallastVersion;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.api.WatchersView;
import dev.ballast.server.http.ConfigurationEndpoint;
import dev.ballast.server.http.DutyEndpoints;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.FleetEndpoints;
import dev.ballast.server.http.HttpFront;
import dev.ballast.server.http.RecordEndpoints;
import dev.ballast.server.http.RequestLog;
import dev.ballast.server.log.NodeLog;
import dev.ballast.server.metrics.OtlpExport;
import dev.ballast.server.openapi.ApiDescription;
import dev.ballast.server.tls.NodeCertificate;
import dev.ballast.store.job.Job;
import dev.ballast.store.node.Membership;
import dev.ballast.store.sample.SampleJournal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A node on duty: watches its targets, stores what it reads and serves it over HTTP. For one
/// thread.
public final class Node implements AutoCloseable {
  private final NodeAddress address;
  private final NodeAccess access;
  private final SampleJournal journal;
  private final Parts parts;

  private Node(NodeAddress address, NodeAccess access, SampleJournal journal, Parts parts) {
    this.address = address;
    this.access = access;
    this.journal = journal;
    this.parts = parts;
  }

  /// Starts all parts; where one cannot start, those before it are ended again.
  public static Node start(NodeSettings settings, Clock clock) {
    return start(settings, new NodeLog(line -> {}, clock), clock);
  }

  /// The same, with what the node does written down.
  public static Node start(NodeSettings settings, NodeLog log, Clock clock) {
    Parts parts = new Parts();
    try (Undo<RuntimeException> undo = Undo.unlessKept(parts::close)) {
      NodeFolder folder = NodeFolder.open(settings.state());
      parts.onEnd(folder::close);
      AccessToken token = AccessToken.ofFolder(settings.state());
      NodeStore store = NodeStore.start(settings, parts, clock);
      Records records = Records.start(settings.state(), store.pool(), log::event, parts, clock);
      Board board = new Board(Families.all(), clock);
      Membership member = new Membership(store.pool(), folder.name(), clock);
      Findings findings = findings(board, store, records);
      InForce inForce = new InForce(settings);
      Duties duties = new Duties(inForce, settings.heads(), clock);
      Receivers receivers = Receivers.start(duties, findings, parts, clock);
      Probes probes = Probes.start(parts, clock);
      Watches.Sharing sharing = new Watches.Sharing(inForce, member, receivers, probes);
      Watches.start(settings, sharing, findings, parts, clock);
      Supplier<List<Job>> looks =
          () -> duties.jobs(store.pool(), records.events()).stream().map(log::logging).toList();
      JobDesk jobs = jobs(store, member, looks, parts, clock);
      inForce.onChange(configuration -> jobs.renew());
      Protections.Sources sources =
          new Protections.Sources(board, inForce, duties, receivers, jobs);
      Beside beside = Beside.start(sources, records, Beside.Stored.of(store, member), parts, clock);
      Budgets budgets =
          Budgets.start(
              new Budgets.Sources(inForce, findings, probes, beside::protection, store.series()),
              parts,
              clock);
      beside.knows(budgets, probes);
      Alerting alerting =
          Alerting.start(
              new Alerting.Known(board, records, beside, inForce), store.pool(), parts, clock);
      Optional<NodeCertificate> certificate =
          settings.listen().tls().map(files -> NodeCertificate.read(files, clock));
      Optional<OtlpExport> otlp = otlp(settings, board, parts);
      NodeHealth health = health(store, records, alerting, parts, certificate, otlp);
      beside.reports(health);
      parts.run("health", new HealthLog(health::troubles, log, clock));
      Supplier<StatusReport> status = () -> status(duties, board, receivers, health, budgets);
      List<Endpoint> endpoints =
          new ArrayList<>(ofDuties(jobs, status, health, new Members(member, store)));
      endpoints.addAll(
          new FleetEndpoints(board, Families.all(), store.series(), budgets::view, clock).all());
      NodeAccess access =
          NodeAccess.of(
              store.store(), token, NodeAccess.Surroundings.of(inForce, duties), parts, clock);
      endpoints.addAll(access.endpoints());
      endpoints.add(ConfigurationEndpoint.of(inForce::reload));
      endpoints.addAll(
          new RecordEndpoints(
                  board, records.events(), records.inventories(), records.statements(), clock)
              .all());
      endpoints.addAll(alerting.endpoints());
      endpoints.addAll(
          NodePages.start(
              new NodePages.Shown(status, board, store, records, alerting, jobs),
              inForce,
              duties,
              access,
              parts,
              clock));
      HttpFront front = front(settings, certificate, access, endpoints, new RequestLog(log, clock));
      parts.onEnd(front::close);
      NodeAddress address = NodeAddress.of(settings.listen(), front.port());
      address.write(settings.state());
      parts.onEnd(() -> log.node("ending"));
      return undo.keep(new Node(address, access, store.journal(), parts));
    }
  }

  /// Which nodes there are.
  private record Members(Membership member, NodeStore store) {
    WatchersView view() {
      return new WatchersView(member.node(), Membership.watchers(store.pool()));
    }
  }

  private static List<Endpoint> ofDuties(
      JobDesk jobs, Supplier<StatusReport> status, NodeHealth health, Members members) {
    return new DutyEndpoints(jobs::runner, status, health::view, members::view).all();
  }

  private static StatusReport status(
      Duties duties, Board board, Receivers receivers, NodeHealth health, Budgets budgets) {
    return duties.status(board, receivers::recoveryPoint, health.troubles()).with(budgets::lines);
  }

  private static NodeHealth health(
      NodeStore store,
      Records records,
      Alerting alerting,
      Parts parts,
      Optional<NodeCertificate> certificate,
      Optional<OtlpExport> otlp) {
    NodeHealth.Reasons reasons =
        new NodeHealth.Reasons(
            () -> store.failing().or(records::failing).or(alerting::failing),
            () -> Stream.of(alerting.troubles(), parts.dead()).flatMap(List::stream).toList());
    return new NodeHealth(store.journal(), records.events(), reasons, certificate, otlp);
  }

  private static Findings findings(Board board, NodeStore store, Records records) {
    return new Findings(
        board,
        store.journal()::accept,
        records.inventories()::accept,
        records::texts,
        records::happened);
  }

  private static HttpFront front(
      NodeSettings settings,
      Optional<NodeCertificate> certificate,
      NodeAccess access,
      List<Endpoint> endpoints,
      RequestLog requests) {
    return HttpFront.listen(
        new HttpFront.Place(
            settings.listen().address(),
            settings.listen().port(),
            certificate.map(NodeCertificate::context)),
        access.gate(),
        ApiDescription.describing(endpoints, BallastVersion.current()),
        requests);
  }

  private static JobDesk jobs(
      NodeStore store, Membership member, Supplier<List<Job>> looks, Parts parts, Clock clock) {
    JobDesk jobs = new JobDesk(store.store(), member, looks, clock);
    parts.onEnd(jobs::close);
    jobs.begin();
    parts.run("store keeper", new StoreKeeper(store.store(), jobs::begin, clock));
    return jobs;
  }

  private static Optional<OtlpExport> otlp(NodeSettings settings, Board board, Parts parts) {
    Optional<OtlpExport> otlp =
        settings
            .configuration()
            .serve()
            .otlp()
            .map(to -> OtlpExport.start(to, board, Families.all(), BallastVersion.current()));
    otlp.ifPresent(export -> parts.onEnd(export::close));
    return otlp;
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

  /// The path with the secret by which a first admin is added, where there is no user yet; good for
  /// an hour, once.
  public Optional<String> adminLink() {
    return access.firstAdmin().map(LinkView::of).map(LinkView::link);
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
