package dev.ballast.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.CheckPage;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of checks is made of the checks.
class CheckReferenceTest {
  private static final List<Check> CHECKS = AllChecks.list();

  @Test
  void thePageIsWhatTheChecksAre() {
    StringBuilder page = new StringBuilder();
    page.append("# Checks\n\n");
    page.append("What [`ballast serve`](../how-to/serve.md) looks for at each target: ");
    page.append(CHECKS.size()).append(" checks. A check that cannot be\n");
    page.append("evaluated says so, and why, in `ballast alert list`; it never counts as well.\n");
    for (Topic topic : Topic.values()) {
      List<Check> some = CHECKS.stream().filter(c -> c.topic() == topic).toList();
      if (!some.isEmpty()) {
        page.append("\n## ").append(topic.title()).append('\n');
        some.forEach(check -> page.append(section(check)));
      }
    }
    Golden.check(Path.of("../docs/reference/checks.md"), page.toString());
  }

  private static String section(Check check) {
    CheckPage text = CheckPage.of(check);
    return "\n### `%s`: %s\n\n%s%s%s\n\n%s\n\n%s\n\n%s\n"
        .formatted(
            check.name(),
            text.title(),
            threshold(check.threshold()),
            check.explainedBy().isEmpty()
                ? ""
                : " Explained by "
                    + String.join(
                        ", ",
                        check.explainedBy().stream().sorted().map(n -> "`" + n + "`").toList())
                    + ".",
            check.labels().isEmpty()
                ? ""
                : " Labels: "
                    + check.labels().stream()
                        .sorted()
                        .map(n -> "`" + n + "`")
                        .collect(Collectors.joining(", "))
                    + ".",
            text.meaning(),
            text.threshold(),
            text.remedy());
  }

  private static String threshold(Threshold threshold) {
    String raised =
        threshold.measure() == Measure.COUNT && threshold.raise() == 1
            ? "Raised"
            : "Raised at " + threshold.measure().text(threshold.raise());
    return raised
        + (threshold.hold().isZero() ? "" : " after " + Durations.text(threshold.hold()))
        + " as a "
        + threshold.urgency().name().toLowerCase(Locale.ROOT)
        + (threshold.page().isEmpty()
            ? ""
            : ", at " + threshold.measure().text(threshold.page().getAsDouble()) + " as a page")
        + "; resolved after "
        + Durations.text(threshold.calm())
        + (threshold.raise() == 1 && threshold.measure() == Measure.COUNT
            ? " without it."
            : " below " + threshold.measure().text(threshold.clear()) + ".");
  }

  @Test
  void namesAreUniqueInOrderAndKnown() {
    assertThat(CHECKS)
        .extracting(Check::name)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.naturalOrder());
    Set<String> names = new HashSet<>(CHECKS.stream().map(Check::name).toList());
    assertThat(CHECKS).allSatisfy(c -> assertThat(names).containsAll(c.explainedBy()));
  }
}
