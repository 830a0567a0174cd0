package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PreparedTest {
  private final HeldClock clock = new HeldClock();
  private final Prepared<String> prepared = new Prepared<>(clock);
  private final AtomicInteger made = new AtomicInteger();

  private static final class HeldClock implements Clock {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public void pause(Duration duration) {}

    void pass(Duration duration) {
      nanos.addAndGet(duration.toNanos());
    }
  }

  private String next(IntConsumer done) {
    return "report " + made.incrementAndGet();
  }

  /// Virtual threads do not share processors by time: on two of them, one that computes for long
  /// holds up every other.
  @Test
  void isNotMadeOnAVirtualThread() {
    assertThat(
            new Prepared<Boolean>(clock).whole("any", done -> Thread.currentThread().isVirtual()))
        .isFalse();
  }

  @Test
  void isMadeOnceForAllWhoAskWithinMinutes() {
    assertThat(prepared.whole("30d", this::next)).isEqualTo("report 1");
    clock.pass(Duration.ofMinutes(4));

    assertThat(prepared.now("30d", this::next).value()).contains("report 1");
    assertThat(prepared.whole("7d", this::next)).isEqualTo("report 2");
  }

  @Test
  void whoAsksMeanwhileSeesHowFarItIs() {
    CountDownLatch far = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Prepared.Maker<String> slow =
        done -> {
          done.accept(412);
          far.countDown();
          await(go);
          return next(done);
        };
    Prepared.Answer<String> first = prepared.now("30d", slow);
    await(far);
    Prepared.Answer<String> second = prepared.now("30d", slow);
    go.countDown();

    assertThat(first.value()).isEmpty();
    assertThat(second).isEqualTo(new Prepared.Answer<>(Optional.empty(), 412));
    assertThat(prepared.whole("30d", slow)).isEqualTo("report 1");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsOldIsShownWhileItIsMadeAgain() {
    prepared.whole("30d", this::next);
    clock.pass(Duration.ofMinutes(6));

    assertThat(prepared.now("30d", this::next).value()).isPresent();
    assertThat(prepared.whole("30d", this::next)).isEqualTo("report 2");
  }

  @Test
  void aReportOfMoreThanAnHourAgoIsNotShown() {
    CountDownLatch never = new CountDownLatch(1);
    prepared.whole("30d", this::next);
    clock.pass(Duration.ofMinutes(61));

    assertThat(
            prepared
                .now(
                    "30d",
                    done -> {
                      await(never);
                      return "";
                    })
                .value())
        .isEmpty();
    never.countDown();
  }

  @Test
  void aFaultIsOfWhoAskedAndTheNextOneTriesAgain() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () ->
                prepared.whole(
                    "30d",
                    done -> {
                      throw Fault.of(ServerError.RESOURCE_MISSING, "the store is away");
                    }))
        .withMessage("the store is away");
    assertThat(prepared.whole("30d", this::next)).isEqualTo("report 1");
  }
}
