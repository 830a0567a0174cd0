package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static LevelResult result(Level level, Verdict verdict) {
    return new LevelResult(level, verdict, Duration.ofSeconds(1), "said", List.of());
  }

  @Test
  void levelsThatWereNotReachedAreUndecidedAndNameTheOneInTheWay() {
    Levels levels = new Levels();
    levels.add(result(Level.L0, Verdict.proved()));
    levels.add(result(Level.L1, Verdict.refuted("gap")));

    List<LevelResult> all = levels.all();

    assertThat(all).extracting(LevelResult::level).containsExactly(Level.values());
    assertThat(all.get(1).verdict()).isEqualTo(Verdict.refuted("gap"));
    assertThat(all.subList(2, 7))
        .extracting(LevelResult::verdict)
        .containsOnly(Verdict.undecided("not reached, because L1 was not proved"));
  }
}
