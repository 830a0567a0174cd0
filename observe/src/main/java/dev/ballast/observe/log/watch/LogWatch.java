package dev.ballast.observe.log.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.collect.log.LogFamily;
import dev.ballast.observe.log.event.Classifier;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.LogEvent;
import dev.ballast.observe.log.event.MessageCatalogue;
import dev.ballast.observe.log.follow.LogFiles;
import dev.ballast.observe.log.follow.LogFollower;
import dev.ballast.observe.log.follow.LogPosition;
import dev.ballast.observe.log.follow.LogTotals;
import dev.ballast.observe.log.record.LogRecord;
import dev.ballast.observe.watch.Findings;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Follows the log of one target until its thread is interrupted: each event goes to the store, and
/// the messages of each class are counted. A log that cannot be read is named and tried again.
public final class LogWatch implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);

  /// Another prefix is in force from then on.
  private static final String PREFIX = "log_line_prefix";

  private final Target target;
  private final LogDeclaration declared;
  private final PositionFile position;
  private final Findings findings;
  private final Clock clock;
  private final LogFamily family = new LogFamily();
  private final Classifier classifier = new Classifier(MessageCatalogue.known());
  private final LogTotals totals = new LogTotals();
  private final EventBudget budget;
  private long unreadableBefore;
  private boolean prefixChanged;
  private long published;

  /// @param folder of the node, where the position is kept
  public LogWatch(
      Target target, LogDeclaration declared, Path folder, Findings findings, Clock clock) {
    this.target = target;
    this.declared = declared;
    this.position = new PositionFile(folder.resolve(target.name() + ".json"));
    this.findings = findings;
    this.clock = clock;
    this.budget = new EventBudget(clock);
    this.published = clock.nanoTime() - family.cadence().toNanos();
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        watch();
      } catch (IOException e) {
        if (!Thread.currentThread().isInterrupted()) {
          missing(
              Fault.of(ObserveError.LOG_UNREADABLE, "the server's log cannot be read")
                  .detail(IoReason.of(e))
                  .hint("Let Ballast's user read it: log_file_mode, or membership in its group.")
                  .cause(e));
        }
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        missing(fault);
      }
    }
  }

  private void missing(Fault why) {
    findings.board().missing(target.name(), family, why);
    clock.pause(RETRY);
  }

  /// Until the thread is interrupted or another prefix is in force.
  private void watch() throws IOException {
    LogFiles files =
        declared.isDirectory()
            ? LogFiles.ofDirectory(declared.place())
            : LogFiles.ofFile(declared.place());
    prefixChanged = false;
    try (LogFollower follower =
        new LogFollower(files, LogSettings.of(target, declared), position.read(), this::take)) {
      try {
        while (!Thread.currentThread().isInterrupted() && !prefixChanged) {
          boolean more = follower.poll();
          publish(follower);
          if (!more) {
            clock.pause(LOOK);
          }
        }
      } finally {
        unreadableBefore += follower.unreadable();
        keep(follower.position());
      }
    }
  }

  private void publish(LogFollower follower) throws IOException {
    if (clock.since(published).compareTo(family.cadence()) < 0) {
      return;
    }
    published = clock.nanoTime();
    Reading reading =
        new Reading(
            target.name(),
            family.layout(),
            clock.now(),
            family.of(totals, unreadableBefore + follower.unreadable()));
    findings.board().read(family, reading);
    findings.readings().accept(reading, Pace.of(family.cadence()));
    budget.settle(
        (type, events) ->
            findings.events().accept(StoredEvents.over(target.name(), type, events, clock.now())));
    keep(follower.position());
  }

  private void keep(Optional<LogPosition> now) throws IOException {
    if (now.isPresent()) {
      position.write(now.get());
    }
  }

  private void take(LogRecord log) {
    LogEvent event = classifier.classify(log);
    totals.add(event.type());
    prefixChanged |=
        event.type() == LogClass.SETTING_CHANGED
            && event.fact("setting").filter(PREFIX::equals).isPresent();
    if (event.type().isEvent() && budget.admits(event.type())) {
      findings.events().accept(StoredEvents.of(target.name(), event, clock.now()));
    }
  }
}
