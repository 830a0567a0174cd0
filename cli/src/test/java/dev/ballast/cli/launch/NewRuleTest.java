package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scaffold of a rule for migrations.
final class NewRuleTest {
  private static final String SOURCES = "src/main/java/dev/ballast/rules/catalogue";
  private static final String LIST = SOURCES + "/AllRules.java";

  @TempDir private Path rules;

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectories(rules.resolve(LIST).getParent());
    Files.copy(Path.of("../rules/new-rule"), rules.resolve("new-rule"));
    Files.copy(Path.of("../rules").resolve(LIST), rules.resolve(LIST));
  }

  @Test
  void aRuleHasItsWholeFolderAndStandsInTheList() throws IOException {
    List<String> before = Files.readAllLines(rules.resolve(LIST));

    ProcessRun run = newRule("add-column-xml", "design", "warning", "An xml column is opaque");

    assertThat(run.status()).as(run.err()).isZero();
    Path folder = rules.resolve(SOURCES).resolve("add_column_xml");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "AddColumnXml.java",
              "expected.yaml",
              "fires.sql",
              "fixed.sql",
              "near_miss.sql",
              "rule.md");
    }
    assertThat(folder.resolve("rule.md"))
        .content()
        .contains("title: An xml column is opaque", "severity: warning", "## Write instead");
    List<String> after = Files.readAllLines(rules.resolve(LIST));
    assertThat(after)
        .hasSize(before.size() + 2)
        .containsAll(before)
        .contains("import dev.ballast.rules.catalogue.add_column_xml.AddColumnXml;")
        .containsSubsequence(
            "          new AddColumnVolatileDefault(),", "          new AddColumnXml(),");
  }

  @Test
  void aMalformedIdOrCategoryOrARuleThatIsThereMakesNothing() throws IOException {
    assertThat(newRule("Xml", "design", "warning", "x").status()).isEqualTo(2);
    assertThat(newRule("add-column-xml", "style", "warning", "x").err())
        .contains("there is no category style");
    assertThat(newRule("add-column-xml", "design", "warning", "x").status()).isZero();
    assertThat(newRule("add-column-xml", "design", "warning", "x").err())
        .contains("there is a rule add-column-xml already");
  }

  private ProcessRun newRule(String... arguments) {
    List<String> command =
        Stream.concat(Stream.of("sh", "./new-rule"), Stream.of(arguments)).toList();
    return ProcessRun.of(rules, Map.of(), command);
  }
}
