package dev.ballast.server.log;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Correlation;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.server.log.LogLine.Kind;
import dev.ballast.server.log.LogLine.Request;
import dev.ballast.store.event.Event;
import dev.ballast.store.job.Job;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes down what a node does, in the order in which it ends. Safe for any number of threads
/// where what takes the lines is.
public final class NodeLog {
  private static final int SERVER_ERROR = 500;

  private final Consumer<LogLine> lines;
  private final Clock clock;

  public NodeLog(Consumer<LogLine> lines, Clock clock) {
    this.lines = requireNonNull(lines, "lines is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /// Something about the node as a whole.
  public void node(String message) {
    write(Severity.INFO, Kind.NODE, message, Subject.NONE);
  }

  /// What keeps the node as a whole from its work.
  public void trouble(String message) {
    write(Severity.WARNING, Kind.NODE, message, Subject.NONE);
  }

  /// A request that was answered. A status from 500 on is the node's own failure.
  public void request(String correlation, Request request) {
    lines.accept(
        new LogLine(
            clock.now(),
            request.status() >= SERVER_ERROR ? Severity.WARNING : Severity.INFO,
            Kind.REQUEST,
            "%s %s %d in %d ms"
                .formatted(request.method(), request.path(), request.status(), request.millis()),
            Optional.of(correlation),
            Optional.empty(),
            Optional.of(request),
            Optional.empty(),
            Optional.empty()));
  }

  /// A defect of Ballast, by its kind and its place.
  public void defect(String correlation, RuntimeException unexpected) {
    StackTraceElement[] trace = unexpected.getStackTrace();
    lines.accept(
        new LogLine(
            clock.now(),
            Severity.ERROR,
            Kind.REQUEST,
            "a defect of Ballast: %s at %s"
                .formatted(
                    unexpected.getClass().getName(), trace.length == 0 ? "no place" : trace[0]),
            Optional.of(correlation),
            Optional.of(CommonError.INTERNAL_ERROR.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /// Something that happened at a target.
  public void event(Event event) {
    write(
        event.severity(),
        Kind.EVENT,
        event.summary(),
        new Subject(Optional.empty(), Optional.of(event.target()), Optional.empty()));
  }

  /// The same job, whose runs have an id each and are written down where they did something or
  /// failed.
  public Job logging(Job job) {
    return new Job(
        job.name(),
        job.every(),
        job.weight(),
        requested -> {
          String id = Correlation.fresh();
          return Correlation.within(id, () -> look(job, requested))
              .map(run -> logging(job, id, run));
        });
  }

  private Optional<Job.Run> look(Job job, boolean requested) {
    try {
      return job.work().look(requested);
    } catch (Fault fault) {
      failed(job, fault);
      throw fault;
    }
  }

  private Job.Run logging(Job job, String id, Job.Run run) {
    return () ->
        Correlation.within(
            id,
            () -> {
              try {
                String summary = run.run();
                write(Severity.INFO, Kind.JOB, summary, Subject.job(job, Optional.empty()));
                return summary;
              } catch (Fault fault) {
                failed(job, fault);
                throw fault;
              }
            });
  }

  private void failed(Job job, Fault fault) {
    write(
        Severity.ERROR,
        Kind.JOB,
        fault.getMessage() + fault.detail().map(d -> ": " + d).orElse(""),
        Subject.job(job, Optional.of(fault.code().id())));
  }

  private record Subject(Optional<String> job, Optional<String> target, Optional<String> code) {
    static final Subject NONE = new Subject(Optional.empty(), Optional.empty(), Optional.empty());

    static Subject job(Job job, Optional<String> code) {
      return new Subject(Optional.of(job.name()), Optional.empty(), code);
    }
  }

  private void write(Severity severity, Kind kind, String message, Subject subject) {
    lines.accept(
        new LogLine(
            clock.now(),
            severity,
            kind,
            message,
            Correlation.current(),
            subject.code(),
            Optional.empty(),
            subject.job(),
            subject.target()));
  }
}
