package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.collect.pooler.PoolerFamily;
import dev.ballast.postgres.wire.PoolerConsole;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Pooler;
import java.time.Duration;

/// Watches one PgBouncer by its console, until its thread is interrupted. Its figures are those of
/// a target of the pooler's name.
public final class PoolerWatch implements Runnable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Pooler pooler;
  private final Findings findings;
  private final Clock clock;

  public PoolerWatch(Pooler pooler, Findings findings, Clock clock) {
    this.pooler = pooler;
    this.findings = findings;
    this.clock = clock;
    findings.board().addPooler(pooler.name());
  }

  @Override
  public void run() {
    Duration retry = FIRST_RETRY;
    while (!Thread.currentThread().isInterrupted()) {
      try (PoolerConsole console =
          PoolerConsole.open(pooler.connection(), "ballast watch", ANSWER_LIMIT, clock)) {
        while (!Thread.currentThread().isInterrupted()) {
          pass(console);
          retry = FIRST_RETRY;
        }
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        findings.board().unreachable(pooler.name(), fault);
        clock.pause(retry);
        retry =
            retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
      }
    }
  }

  private void pass(PoolerConsole console) {
    long began = clock.nanoTime();
    for (PoolerFamily family : PoolerFamily.all()) {
      findings.board().asks(pooler.name(), family.name());
      Reading reading =
          new Reading(pooler.name(), family.layout(), clock.now(), family.read(console));
      findings.board().read(family, reading);
      findings.readings().accept(reading, Pace.of(family.cadence()));
    }
    Duration took = clock.since(began);
    findings.board().passed(pooler.name(), clock.now(), took);
    clock.pause(Duration.ofSeconds(10).minus(took));
  }
}
