package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.sql.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a finding says in words of who has to wait is what the lock it claims conflicts with: the
/// manual's table of 13.3.1, which the trace's second session has tried out.
class WordsOfLocksTest {

  static Stream<RuleFolder> folders() {
    return RuleFolder.all().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void nobodyIsSaidToWaitWhoDoesNot(RuleFolder folder) {
    for (Hazard hazard : hazards(folder)) {
      LockMode strongest =
          hazard.locks().stream()
              .map(lock -> lock.mode())
              .max(LockMode::compareTo)
              .orElse(LockMode.ACCESS_EXCLUSIVE);
      if (hazard.what().contains("FOR UPDATE")) {
        assertThat(strongest.conflictsWith(LockMode.ROW_SHARE)).as(hazard.what()).isTrue();
      }
      if (hazard.what().contains("no session can read")
          || hazard.what().contains("SELECT included")) {
        assertThat(strongest.conflictsWith(LockMode.ACCESS_SHARE)).as(hazard.what()).isTrue();
      }
      if (hazard.what().contains("refuse INSERT") || hazard.what().contains("refuses INSERT")) {
        assertThat(strongest.conflictsWith(LockMode.ROW_EXCLUSIVE)).as(hazard.what()).isTrue();
      }
    }
  }

  private static List<Hazard> hazards(RuleFolder folder) {
    List<Migration> migrations = new ArrayList<>(folder.history());
    migrations.add(folder.migration(folder.script("fires", 18).orElseThrow(), true));
    return new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast()
        .hazards();
  }
}
