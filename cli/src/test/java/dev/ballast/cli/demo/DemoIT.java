package dev.ballast.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.protect.Scorecard;
import dev.ballast.report.protect.ScorecardReport;
import dev.ballast.report.secure.IsolationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoIT {
  static IntStream majors() {
    return TestedMajors.newest();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void aShopUnderTrafficIsProvedOnEveryLevelAndNothingIsLeft(int major) {
    List<Path> vaults = new ArrayList<>();
    Demo demo =
        new Demo(new Demo.DemoSettings(major, 0.1, 100, 1, false), Clock.system(), Progress.NONE);

    Demo.Shown shown =
        demo.run(
            standing -> {
              Path vault = Path.of(standing.vaultFolder());
              assertThat(vault.resolve("vault.json")).exists();
              vaults.add(vault);
            });

    assertThat(shown.afterwards()).isEmpty();
    Scorecard scorecard = shown.scorecard();
    assertThat(scorecard.proof().levels())
        .allSatisfy(
            level -> assertThat(level.verdict()).as(level.toString()).isEqualTo(Verdict.proved()))
        .extracting(LevelResult::level)
        .containsExactly(Level.values());
    assertThat(scorecard.objectives())
        .allSatisfy(a -> assertThat(a.verdict()).as(a.toString()).isEqualTo(Verdict.proved()));
    assertThat(scorecard.loss().orElseThrow().acknowledged()).isGreaterThan(100);
    assertThat(scorecard.loss().orElseThrow().lost()).isZero();
    assertThat(scorecard.workload().operations()).isPositive();
    assertThat(scorecard.workload().failed()).isZero();
    assertThat(scorecard.isolation().orElseThrow().isClosed()).isTrue();
    assertThat(scorecard.isolation().orElseThrow().closed())
        .extracting(IsolationReport.Found::object)
        .contains("shop.payments");
    Page page = new Page(Style.PLAIN);
    new ScorecardReport(scorecard, shown.afterwards()).print(page);
    assertThat(page.toString()).contains("SCORECARD", "L6", "every table's content digest");
    assertThat(vaults).hasSize(1).allSatisfy(v -> assertThat(Files.exists(v)).isFalse());
  }
}
