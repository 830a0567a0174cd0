package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeExplainCommandTest {
  @Test
  void aRulesPageEndsWithItsExamples() {
    ChangeRun run = ChangeRun.of("explain", "add-foreign-key");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("add-foreign-key: ")
        .contains("\nWhat happens\n", "\nWhy it hurts\n", "\nWrite instead\n")
        .containsSubsequence("\nRefused\n", "FOREIGN KEY", "\nSafe\n", "NOT VALID")
        .contains("https://www.postgresql.org/docs/");
  }

  @Test
  void aPageSaysHowFindingsAreCountedAndWhatTheyClaim() {
    assertThat(ChangeRun.of("explain", "object-used-elsewhere").out())
        .contains("findings on the same tables of one file are reported as one\n")
        .contains("a finding may claim that PostgreSQL refuses a statement (SQLSTATE 2BP01)\n");
    assertThat(ChangeRun.of("explain", "prefer-timestamptz").out())
        .contains("findings of all files are reported as one\n")
        .contains("no finding claims that PostgreSQL refuses a statement\n");
    assertThat(ChangeRun.of("explain", "concurrently-refused", "--output", "json").out())
        .contains("\"refuses\" : [ \"0A000\", \"42601\" ]", "\"recurrence\" : ");
  }

  @Test
  void jsonHasThePageAndBothScripts() {
    ChangeRun run = ChangeRun.of("explain", "add-foreign-key", "--output", "json");

    assertThat(run.out())
        .contains("change-explain/1")
        .contains("\"id\" : \"add-foreign-key\"", "\"fires\" : ", "\"fixed\" : ");
  }

  @Test
  void anUnknownRuleIsWrongUsageWithTheNearestName() {
    ChangeRun run = ChangeRun.of("explain", "add-foriegn-key");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("there is no rule add-foriegn-key")
        .contains("Did you mean add-foreign-key?");
  }
}
