package dev.ballast.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Told;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateSqlCommandStep;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Liquibase itself says what it makes of a change.
class ChangeSqlTest {
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

  @TempDir Path history;

  @ParameterizedTest
  @ValueSource(
      strings = {"changes.xml", "changes.yaml", "changes.json", "data.xml", "anchors.yaml"})
  void eachChangeBecomesTheSqlThatLiquibaseMakesOfIt(String changelog) throws Exception {
    Path folder = Told.folder("liquibase_changes");

    List<String> ours =
        Told.read("liquibase_changes", changelog).migrations().stream()
            .map(Migration::up)
            .flatMap(script -> Told.parts(script).stream())
            .map(ChangeSqlTest::normalised)
            .toList();

    assertThat(ours).isNotEmpty().containsExactlyElementsOf(liquibase(folder, changelog));
  }

  private List<String> liquibase(Path folder, String changelog) throws Exception {
    ByteArrayOutputStream sql = new ByteArrayOutputStream();
    DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder);
    Scope.child(
        Scope.Attr.resourceAccessor,
        files,
        () ->
            new CommandScope(UpdateSqlCommandStep.COMMAND_NAME)
                .addArgumentValue("changelogFile", changelog)
                .addArgumentValue(
                    "url",
                    "offline:postgresql?version=18.0&outputLiquibaseSql=none&changeLogFile="
                        + history.resolve("history.csv"))
                .setOutput(sql)
                .execute());
    SourceText text =
        SourceText.of(COMMENT.matcher(sql.toString(StandardCharsets.UTF_8)).replaceAll(""));
    return ScriptSplitter.split(text).parts().stream()
        .map(part -> normalised(text.text(part.span())))
        .toList();
  }

  /// Without what says the same in other letters.
  private static String normalised(String sql) {
    return sql.toLowerCase(Locale.ROOT)
        .replaceAll("--[^\\n]*", "")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([(),;]) ?", "$1")
        .replace("initially deferred deferrable", "deferrable initially deferred")
        .strip()
        .replaceAll(";$", "");
  }
}
