package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Rule;
import org.junit.jupiter.api.Test;

class ChangeRulesCommandTest {
  @Test
  void everyRuleIsOneLineInTheOrderOfTheirIds() {
    ChangeRun run = ChangeRun.of("rules");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().findFirst().orElseThrow())
        .startsWith("RULE ")
        .contains("SEVERITY", "CATEGORY", "WHAT HAPPENS");
    assertThat(run.out().lines().skip(1).map(line -> line.split(" ", 2)[0]))
        .containsExactlyElementsOf(AllRules.catalogue().rules().stream().map(Rule::id).toList())
        .isSorted();
  }

  @Test
  void aRuleThatIsACustomOfTheHouseIsOff() {
    assertThat(ChangeRun.of("rules").out().lines())
        .anyMatch(line -> line.matches("require-comment +off .*"))
        .anyMatch(line -> line.matches("drop-table +error .*"));
  }

  @Test
  void jsonHasTheNamesOfOtherToolsAndTheManual() {
    assertThat(ChangeRun.of("rules", "--output", "json").out())
        .contains("change-rules/1")
        .contains("\"aliases\" : ", "\"manual\" : ");
  }
}
