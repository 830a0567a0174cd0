package dev.ballast.protect.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.protect.duty.DutyTiming.Due;
import dev.ballast.targets.config.DailyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A look each minute, as a node does it.
class DutyTimingTest {
  private static final Instant START = Instant.parse("2026-03-20T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final DailyWindow NIGHT =
      new DailyWindow(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"));

  /// What was begun, and what was said of it.
  private record Begun(Instant at, Due due) {}

  @Test
  void withoutAWindowEachHasItsMomentBetweenOneHalfAndThreeQuartersOfTheAge() {
    List<Instant> moments =
        IntStream.range(0, 200)
            .mapToObj(i -> new DutyTiming("target-" + i, Duration.ofHours(100), Optional.empty()))
            .map(timing -> runs(timing, START, Duration.ofHours(80), at -> true).getFirst().at())
            .toList();

    assertThat(moments)
        .allMatch(at -> !at.isBefore(START.plus(Duration.ofHours(50))))
        .allMatch(at -> !at.isAfter(START.plus(Duration.ofHours(75)).plusSeconds(60)));
    // Of 200 names about 8 fall into each hour of the 25; all into few hours would be no spread.
    assertThat(moments.stream().map(at -> at.getEpochSecond() / 3600).distinct().count())
        .isGreaterThan(20);
    assertThat(moments.stream().map(at -> at.getEpochSecond() / 60).distinct().count())
        .isGreaterThan(150);
  }

  @Test
  void whatWasNeverDoneIsDueAtOnceAndWasNotMissed() {
    DutyTiming timing = new DutyTiming("shop", DAY, Optional.empty());

    assertThat(timing.due(Optional.empty(), START)).contains(new Due(START, false));
  }

  /// Otherwise a clock that was a year ahead for a minute would end all proofs for a year.
  @Test
  void whatWasDoneInTheFutureIsDueAndWhatWasDoneAMomentAgoByAnotherClockIsNot() {
    DutyTiming timing = new DutyTiming("shop", DAY, Optional.empty());

    assertThat(timing.due(Optional.of(START.plus(DAY)), START)).contains(new Due(START, false));
    assertThat(timing.due(Optional.of(START.plusSeconds(60)), START)).isEmpty();
  }

  /// Twelve nights, of which the ninth has seven hours.
  @ParameterizedTest
  @ValueSource(strings = {"shop", "billing", "a", "warehouse-7"})
  void aDayInAWindowOfANightIsOnceEachNightAndNeverOlder(String name) {
    DutyTiming timing = new DutyTiming(name, DAY, Optional.of(NIGHT));
    List<Begun> begun = runs(timing, START, Duration.ofDays(12), at -> true);

    assertThat(begun).hasSize(12).allMatch(run -> NIGHT.openAt(run.at()).isPresent());
    assertThat(begun.stream().map(run -> NIGHT.openAt(run.at()).orElseThrow()).distinct())
        .hasSize(12);
    assertThat(begun).noneMatch(run -> run.due().missed());
    for (int i = 1; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - 1).at(), begun.get(i).at()))
          .isLessThanOrEqualTo(Duration.ofHours(24).plusMinutes(1));
    }
  }

  /// Due after 3.5 to 5.25 days: in the night before that is reached, so every third to fifth.
  @Test
  void aWeekInAWindowOfANightIsNotEveryNight() {
    DutyTiming timing = new DutyTiming("shop", Duration.ofDays(7), Optional.of(NIGHT));

    assertThat(runs(timing, START, Duration.ofDays(35), at -> true)).hasSizeBetween(7, 12);
  }

  @Test
  void anHourInAWindowOfANightIsWithinTheWindowOnly() {
    DutyTiming timing = new DutyTiming("shop", Duration.ofHours(1), Optional.of(NIGHT));
    List<Begun> begun = runs(timing, START, Duration.ofDays(2), at -> true);

    assertThat(begun).allMatch(run -> NIGHT.openAt(run.at()).isPresent());
    // Each 30 to 45 minutes of two nights of eight hours.
    assertThat(begun).hasSizeBetween(20, 34);
  }

  @Test
  void whatWasMissedIsCaughtUpOnceAndSaysSo() {
    DutyTiming timing = new DutyTiming("shop", DAY, Optional.of(NIGHT));
    Instant away = Instant.parse("2026-03-22T12:00:00Z");
    Instant back = Instant.parse("2026-03-25T12:00:00Z");
    List<Begun> begun =
        runs(timing, START, Duration.ofDays(8), at -> at.isBefore(away) || !at.isBefore(back));

    assertThat(begun).hasSize(5);
    assertThat(begun.stream().filter(run -> run.due().missed())).hasSize(1);
    Begun late = begun.get(2);
    assertThat(late.due().missed()).isTrue();
    assertThat(late.at()).isEqualTo("2026-03-25T21:00:00Z");
    assertThat(late.due().since()).isBetween("2026-03-22T21:00:00Z", "2026-03-23T05:00:00Z");
    assertThat(late.due().inWords()).startsWith("caught up, due since 2026-03-22T2");
  }

  /// Looks each minute at which the node is there; what is due is done at once.
  private static List<Begun> runs(
      DutyTiming timing, Instant from, Duration span, Predicate<Instant> isThere) {
    List<Begun> begun = new ArrayList<>();
    Instant last = from;
    for (Instant at = from; at.isBefore(from.plus(span)); at = at.plusSeconds(60)) {
      Optional<Due> due = isThere.test(at) ? timing.due(Optional.of(last), at) : Optional.empty();
      if (due.isPresent()) {
        begun.add(new Begun(at, due.get()));
        last = at;
      }
    }
    return begun;
  }
}
