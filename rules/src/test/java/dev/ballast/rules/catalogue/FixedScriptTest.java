package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A mechanical edit is one that can be made without reading on: the script still parses, and the
/// rule that offered it is content.
class FixedScriptTest {
  static Stream<RuleFolder> folders() {
    return RuleFolder.all().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aRuleIsContentWithItsOwnEdit(RuleFolder folder) {
    for (int major = 14; major <= 18; major++) {
      String script = folder.script("fires", major).orElseThrow();
      TransactionMode mode = folder.expected().transaction();
      String text = RuleFolder.read(folder.directory().resolve(script + ".sql"));
      List<Hazard> before = own(folder, judge(folder, text, mode, major));
      List<Edit> edits = before.stream().flatMap(hazard -> hazard.remedy().fix().stream()).toList();
      if (edits.isEmpty()) {
        continue;
      }
      ScriptReport after = judge(folder, edited(text, edits), mode, major);

      assertThat(after.unanalysed()).as("%s on %d still parses", folder.id(), major).isEmpty();
      assertThat(own(folder, after))
          .as("%s on %d, after its own edits", folder.id(), major)
          .hasSize(before.size() - edits.size());
    }
  }

  private static List<Hazard> own(RuleFolder folder, ScriptReport report) {
    return report.hazards().stream().filter(each -> each.rule().equals(folder.id())).toList();
  }

  private static String edited(String text, List<Edit> edits) {
    StringBuilder changed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt((Edit edit) -> edit.span().start()).reversed())
        .forEach(
            edit -> changed.replace(edit.span().start(), edit.span().end(), edit.replacement()));
    return changed.toString();
  }

  private static ScriptReport judge(
      RuleFolder folder, String text, TransactionMode mode, int major) {
    MigrationScript script =
        new MigrationScript("fires.sql", ScriptSplitter.split(SourceText.of(text)), mode);
    List<Migration> migrations = new ArrayList<>(folder.history());
    migrations.add(
        new Migration(
            Migration.Kind.VERSIONED, "1", script.file(), script, Optional.empty(), true));
    return new Linter(AllRules.catalogue(), LintOptions.of(major), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast();
  }
}
