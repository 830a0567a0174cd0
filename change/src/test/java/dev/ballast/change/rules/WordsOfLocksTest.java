package dev.ballast.change.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.catalogue.AllRules;
import dev.ballast.change.lint.Hazard;
import dev.ballast.change.lint.LintOptions;
import dev.ballast.change.lint.Linter;
import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.source.Migration;
import dev.ballast.change.source.MigrationSet;
import dev.ballast.change.source.Tool;
import dev.ballast.postgres.LockMode;
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
  void nobody_is_said_to_wait_who_does_not(RuleFolder folder) {
    for (Hazard hazard : hazards(folder)) {
      LockMode strongest =
          hazard.locks().stream()
              .map(lock -> lock.mode())
              .max(LockMode::compareTo)
              .orElse(LockMode.ACCESS_EXCLUSIVE);
      if (hazard.what().contains("FOR UPDATE")) {
        assertThat(strongest.conflictsWith(LockMode.ROW_SHARE)).as(hazard.what()).isTrue();
      }
      if (hazard.what().contains("nobody reads") || hazard.what().contains("SELECT included")) {
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
