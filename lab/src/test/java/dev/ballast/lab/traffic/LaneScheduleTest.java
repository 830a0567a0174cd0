package dev.ballast.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LaneScheduleTest {
  private static Recording.Step step(int millis, String name, boolean readOnly) {
    return new Recording.Step(
        Duration.ofMillis(millis),
        new StatementWork(
            new TrafficStatement(name, "SELECT 1", 0, readOnly, Keeping.NAMED),
            ParameterDraw.NONE));
  }

  private static Recording.Lane lane(String name, Recording.Step... steps) {
    return new Recording.Lane(name, List.of(steps));
  }

  private static final Recording RECORDING =
      new Recording(
          List.of(
              lane("b", step(20, "b1", true), step(50, "b2", false)),
              lane("a", step(0, "a1", true), step(30, "a2", true)),
              lane("none"),
              lane("c", step(40, "c1", false))),
          List.of());

  private static String shown(Optional<Arrival> arrival) {
    return arrival
        .map(
            each ->
                each.dueNanos() / 1_000_000
                    + each.work().name()
                    + (each.opensSession() ? " opens" : ""))
        .orElse("end");
  }

  @Test
  void eachWorkerRepeatsOneSessionAfterAnother() {
    LaneSchedule schedule = new LaneSchedule(RECORDING, 1);
    assertThat(shown(schedule.next(0))).isEqualTo("0a1 opens");
    assertThat(shown(schedule.next(1))).isEqualTo("20b1 opens");
    assertThat(shown(schedule.next(1))).isEqualTo("50b2");
    assertThat(shown(schedule.next(1))).isEqualTo("40c1 opens");
    assertThat(shown(schedule.next(1))).isEqualTo("end");
    assertThat(shown(schedule.next(0))).isEqualTo("30a2");
    assertThat(shown(schedule.next(0))).isEqualTo("end");
  }

  @Test
  void aFactorBringsEverythingForward() {
    LaneSchedule schedule = new LaneSchedule(RECORDING, 2);
    List<String> shown = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      shown.add(shown(schedule.next(0)));
    }
    assertThat(shown).containsExactly("0a1 opens", "15a2", "10b1 opens", "25b2", "20c1 opens");
  }

  @Test
  void whatIsDueAndNotTakenWaitsInItsSessionToo() {
    LaneSchedule schedule = new LaneSchedule(RECORDING, 1);
    schedule.next(0);
    assertThat(schedule.untaken(31_000_000)).containsExactlyInAnyOrder(20_000_000, 30_000_000);
    assertThat(schedule.untaken(30_000_000)).containsExactly(20_000_000);
  }

  @Test
  void aRecordingKnowsHowManySessionsWereAtWorkAtOnce() {
    assertThat(RECORDING.sessionsAtOnce()).isEqualTo(2);
    assertThat(RECORDING.works()).isEqualTo(5);
  }

  @Test
  void itsReadOnlyPartKeepsTheTimes() {
    Recording readOnly = RECORDING.readOnly();
    assertThat(readOnly.readOnlySessions()).isTrue();
    assertThat(readOnly.lanes()).extracting(Recording.Lane::name).containsExactly("a", "b");
    assertThat(readOnly.lanes().getLast().steps())
        .extracting(each -> each.at().toMillis())
        .containsExactly(20L);
  }
}
