package dev.ballast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What no template may hold, since the policy of a page would refuse it, or a name of a database
/// would become a part of the page.
class TemplateLawsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");

  /// Handlers and styles in attributes, scripts in a page, what htmx would evaluate, text that is
  /// not escaped.
  private static final Pattern REFUSED =
      Pattern.compile(
          "\\son[a-z]+\\s*=|\\sstyle\\s*=|<style|<script(?! src=\"\\$\\{Asset)|hx-on|hx-vals|"
              + "hx-vars|javascript:|https?://|\\$unsafe\\{(?!(Svg|Lane)Writer\\.write\\()");

  private static final Pattern DARK =
      Pattern.compile(
          ":root(?::not\\(\\[data-theme=light]\\)|\\[data-theme=dark]) \\{\\s*(--[^}]*)}");

  @Test
  void noTemplateHoldsWhatIsRefused() throws IOException {
    for (Path template : templates()) {
      assertThat(REFUSED.matcher(Files.readString(template)).results().map(r -> r.group()).toList())
          .as(template.toString())
          .isEmpty();
    }
  }

  @Test
  void theLawSeesEachOfThem() {
    assertThat(
            List.of(
                "<a onclick=\"x\">",
                "<p style=\"x\">",
                "<style>",
                "<script>x</script>",
                "<p hx-on:click=\"x\">",
                "<a href=\"javascript:x\">",
                "<img src=\"https://example.com/\">",
                "$unsafe{page.text()}"))
        .allMatch(text -> REFUSED.matcher(text).find());
  }

  @Test
  void eachDocumentHasALanguageAndATitle() throws IOException {
    assertThat(Files.readString(TEMPLATES.resolve("layout.jte")))
        .contains("<html lang=\"en\" ", "<title>${frame.title()}");
  }

  @Test
  void aPersonsDarkIsTheSystemsDark() throws IOException {
    String style =
        Files.readString(Path.of("src/main/resources/dev/ballast/pages/asset/ballast.css"));
    assertThat(DARK.matcher(style).results().map(m -> m.group(1).replaceAll("\\s+", " ")))
        .hasSize(2)
        .allMatch(block -> block.contains("--tone-8"))
        .satisfies(blocks -> assertThat(Set.copyOf(blocks)).hasSize(1));
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".jte")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(5);
      return found;
    }
  }
}
