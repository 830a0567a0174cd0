package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.collect.session.SessionFamily;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementSamplesTest {
  private static final SessionFamily SESSIONS = new SessionFamily();

  private final StatementSamples samples = new StatementSamples();

  private static Figures session(String state, String event, String statement, String application) {
    double[] unknown = new double[SESSIONS.layout().metrics().size()];
    Arrays.fill(unknown, Double.NaN);
    return new Figures(
        Labels.of(
            new Label("state", state),
            new Label("wait", event),
            new Label("queryid", statement),
            new Label("application", application)),
        unknown);
  }

  private void read(long second, Figures... sessions) {
    Reading reading =
        new Reading("shop", SESSIONS.layout(), Instant.EPOCH, Arrays.asList(sessions));
    samples.take(
        new FamilyState(
            SESSIONS,
            Optional.of(reading),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Duration.ofSeconds(second).toNanos()));
  }

  @Test
  void whatActiveSessionsWaitForIsCountedOnceAReading() {
    Figures onLock = session("active", "Lock tuple", "17", "web");
    Figures running = session("active", "", "17", "batch");
    read(10, onLock, running, session("idle in transaction", "Client ClientRead", "17", "web"));
    read(10, onLock, running);
    read(20, onLock, session("active", "IO DataFileRead", "18", "web"));
    assertThat(samples.waits("17")).contains("Lock tuple 2, running 1 of 3 samples");
    assertThat(samples.application("17")).contains("web");
    assertThat(samples.waits("19")).isEmpty();
    assertThat(samples.application("19")).isEmpty();
  }

  @Test
  void twoHoursAreRemembered() {
    read(0, session("active", "Lock tuple", "17", "web"));
    read(3601, session("active", "", "17", "web"));
    assertThat(samples.waits("17")).contains("Lock tuple 1, running 1 of 2 samples");
    read(7203, List.of().toArray(Figures[]::new));
    assertThat(samples.waits("17")).contains("running 1 of 1 samples");
  }
}
