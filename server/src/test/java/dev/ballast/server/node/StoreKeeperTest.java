package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreKeeperTest {
  /// "Discard": nothing of this machine listens there.
  private static final int PORT = 9;

  /// Notes how long it was asked to wait, and ends the thread after some waits.
  private static final class Waits implements Clock {
    private final int most;
    private final List<Long> seconds = new ArrayList<>();

    private Waits(int most) {
      this.most = most;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void pause(Duration duration) {
      seconds.add(duration.toSeconds());
      if (seconds.size() == most) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aStoreThatIsAwayIsTriedLessAndLessOften() {
    ConnectionSettings nobody =
        new ConnectionSettings(
            "127.0.0.1",
            PORT,
            "postgres",
            "ballast",
            Optional.empty(),
            Tls.DISABLED,
            Duration.ofSeconds(2));
    Waits waits = new Waits(8);
    try (Store store = Store.of(new StoreLocation.External(() -> nobody), waits)) {
      List<String> back = new ArrayList<>();
      new StoreKeeper(store, () -> back.add("back"), waits).run();
      assertThat(Thread.interrupted()).isTrue();

      assertThat(waits.seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
      assertThat(back).isEmpty();
      assertThat(store.away())
          .get()
          .extracting(Fault::code)
          .isEqualTo(PostgresError.SERVER_UNREACHABLE);
    }
  }
}
