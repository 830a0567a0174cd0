package dev.ballast.server.node;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.server.metrics.OtlpExport;
import dev.ballast.server.tls.NodeCertificate;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.sample.SampleJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How a node is doing. Safe for any number of threads.
final class NodeHealth {
  private final SampleJournal journal;
  private final EventLog events;
  private final Reasons reasons;
  private final Optional<NodeCertificate> certificate;
  private final Optional<OtlpExport> otlp;

  /// What is wrong at present.
  ///
  /// @param store why the store does not take samples
  /// @param routes why messages about alerts wait, or no check is evaluated
  record Reasons(Supplier<Optional<Fault>> store, Supplier<List<String>> routes) {}

  NodeHealth(
      SampleJournal journal,
      EventLog events,
      Reasons reasons,
      Optional<NodeCertificate> certificate,
      Optional<OtlpExport> otlp) {
    this.journal = journal;
    this.events = events;
    this.reasons = reasons;
    this.certificate = certificate;
    this.otlp = otlp;
  }

  HealthView view() {
    SampleJournal.State state = journal.state();
    EventLog.State happened = events.state();
    Optional<Fault> failing = reasons.store().get();
    Optional<Fault> broken = state.broken().or(happened::broken);
    return new HealthView(
        failing.isEmpty() && broken.isEmpty(),
        failing.map(FaultView::of),
        broken.map(FaultView::of),
        certificate.flatMap(NodeCertificate::failing).map(FaultView::of),
        otlp.flatMap(OtlpExport::failing).map(FaultView::of),
        reasons.routes().get(),
        new HealthView.Waiting(
            state.waitingSegments(),
            state.waitingBytes(),
            state.droppedReadings(),
            happened.waiting(),
            happened.dropped()));
  }

  /// What checks of the node look at.
  ///
  /// @param late by how much checks were evaluated later than they were to be
  NodeCondition condition(Duration late) {
    SampleJournal.State state = journal.state();
    EventLog.State happened = events.state();
    return new NodeCondition(
        reasons.store().get().map(Fault::getMessage),
        new NodeCondition.Journal(
            state.waitingBytes(),
            journal.maxBytes(),
            state.droppedReadings(),
            happened.dropped(),
            state.broken().or(happened::broken).map(Fault::getMessage)),
        certificate.map(
            shown ->
                new NodeCondition.Certificate(
                    shown.expiresAt(), shown.failing().map(Fault::getMessage))),
        late);
  }

  /// What an operator must know, in sentences.
  List<String> troubles() {
    HealthView now = view();
    List<String> troubles = new ArrayList<>();
    now.store().ifPresent(f -> troubles.add("the store does not take samples: " + f.message()));
    now.journal().ifPresent(f -> troubles.add("samples are in memory only: " + f.message()));
    now.certificate()
        .ifPresent(
            f ->
                troubles.add(
                    "the certificate's files are not what is shown: "
                        + f.detail().orElse(f.message())));
    now.otlp().ifPresent(f -> troubles.add(f.message() + f.detail().map(d -> ": " + d).orElse("")));
    troubles.addAll(now.routes());
    if (now.waiting().droppedReadings() > 0) {
      troubles.add(now.waiting().droppedReadings() + " readings were dropped for lack of room");
    }
    if (now.waiting().droppedEvents() > 0) {
      troubles.add(now.waiting().droppedEvents() + " events were dropped for lack of room");
    }
    return troubles;
  }
}
