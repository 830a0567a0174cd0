package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Observed;
import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A file system that is full is one incident, however many places are on it.
class OneFileSystemTest {
  private static final double GIB = 1L << 30;
  private static final double ONE = 65_024;
  private static final double OTHER = 65_040;

  @Test
  void placesOfOneFileSystemAreReportedOnce() {
    Observed observed =
        new Hand()
            .observed(
                10,
                10,
                Readings.of(
                    "host_disk",
                    full("data", ONE),
                    full("wal", ONE),
                    full("tablespace temporary", ONE)));

    List<Alert> raised = raised(observed, "disk-nearly-full");

    assertThat(raised).hasSize(1);
    assertThat(raised.getFirst().subject()).isEqualTo(Hand.labels("place", "data"));
    assertThat(raised.getFirst().condition().summary())
        .endsWith("are free on the file system of data, wal, tablespace temporary");
  }

  @Test
  void anotherFileSystemIsAnotherMatter() {
    Observed observed =
        new Hand()
            .observed(10, 10, Readings.of("host_disk", full("data", ONE), full("wal", OTHER)));

    assertThat(raised(observed, "disk-nearly-full"))
        .extracting(Alert::subject)
        .containsExactlyInAnyOrder(Hand.labels("place", "data"), Hand.labels("place", "wal"));
  }

  @Test
  void placesWhoseFileSystemIsUnknownAreEachTheirOwn() {
    Observed observed =
        new Hand()
            .observed(
                10,
                10,
                Readings.of("host_disk", full("data", Double.NaN), full("wal", Double.NaN)));

    assertThat(raised(observed, "disk-nearly-full")).hasSize(2);
  }

  /// It has 990 GB of 1,000 GB, 40 GB more than an hour ago.
  @Test
  void thatItIsFullExplainsThatItFills() {
    Row before = place("data", ONE, 50 * GIB);
    Observed observed =
        new Hand()
            .remember(0, Readings.of("host_disk", before))
            .observed(3600, 30, Readings.of("host_disk", full("data", ONE)));

    List<Alert> raised = raised(observed, "disk-nearly-full", "disk-filling");

    assertThat(raised).hasSize(2);
    Alert full = by(raised, "disk-nearly-full");
    assertThat(full.cause()).isEmpty();
    assertThat(by(raised, "disk-filling").cause()).contains(full.id());
  }

  private static Alert by(List<Alert> raised, String check) {
    return raised.stream().filter(a -> a.check().equals(check)).findFirst().orElseThrow();
  }

  /// What is open once each check has waited as long as it does.
  private static List<Alert> raised(Observed observed, String... names) {
    Instant at = observed.now();
    long nanos = Clock.system().nanoTime();
    AlertLedger ledger =
        new AlertLedger("shop", List.of(), List.of(), new AlertLedger.Moment(at, nanos));
    List<Check> checks = Stream.of(names).map(Catalogue::check).toList();
    for (long waited : new long[] {0, Duration.ofHours(1).toNanos()}) {
      AlertLedger.Moment now = new AlertLedger.Moment(at, nanos + waited);
      checks.forEach(check -> ledger.take(check, check.threshold(), check.look(observed), now));
      ledger.explain(checks, now);
    }
    return ledger.open();
  }

  private static Row full(String name, double device) {
    return place(name, device, 10 * GIB);
  }

  private static Row place(String name, double device, double free) {
    return Hand.row(
        Map.of("size_bytes", 1000 * GIB, "free_bytes", free, "device", device), "place", name);
  }
}
