package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.check.Symptom;
import dev.ballast.store.event.EventDetail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What Ballast does to a server is nothing that it reports of it.
class OwnWorkTest {
  private final Check check = Catalogue.check("checkpoints-requested");

  /// Ten within the hour, of which six began a backup of the node: four are fewer than five.
  @Test
  void checkpointsOfItsOwnBackupsAreLeftOut() {
    assertThat(check.look(checkpoints(10, 2, 6)).symptoms()).isEmpty();
  }

  /// Five of seven.
  @Test
  void theOthersAreNot() {
    List<Symptom> symptoms = check.look(checkpoints(10, 2, 5)).symptoms();

    assertThat(symptoms).hasSize(1);
    assertThat(symptoms.getFirst().condition().summary())
        .isEqualTo("71.4 % of the checkpoints of the last 1 h came before their time");
    assertThat(symptoms.getFirst().condition().evidence())
        .contains(new EventDetail("requested", "5"), new EventDetail("requested_by_ballast", "5"));
  }

  private static Observed checkpoints(double requested, double timed, int backups) {
    Observed plain =
        new Hand()
            .remember(0, Readings.of("checkpoint", row(0, 0)))
            .observed(3600, 30, Readings.of("checkpoint", row(requested, timed)));
    // One that began before the hour is none of it.
    List<Instant> begun =
        LongStream.concat(LongStream.of(3700), LongStream.rangeClosed(1, backups).map(i -> 300 * i))
            .mapToObj(ago -> plain.now().minusSeconds(ago))
            .toList();
    return new Observed(
        plain.target(),
        plain.state(),
        plain.inventories(),
        plain.events(),
        plain.now(),
        plain.history(),
        Surroundings.NONE.with(
            new Protection(
                Optional.of("main"),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                begun)));
  }

  private static Row row(double requested, double timed) {
    return Hand.row(Map.of("requested", requested, "timed", timed, "reset_timestamp_seconds", 1.0));
  }
}
