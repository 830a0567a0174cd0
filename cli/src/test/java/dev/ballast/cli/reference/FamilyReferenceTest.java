package dev.ballast.cli.reference;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.Metric;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page of families is made of the families.
class FamilyReferenceTest {
  @Test
  void thePageIsWhatTheFamiliesAre() {
    StringBuilder page = new StringBuilder();
    page.append("# Families of figures\n\n");
    page.append(
        "What [`ballast serve`](../how-to/serve.md) reads of each target. In `/metrics` the");
    page.append(
        " name is `ballast_FAMILY_METRIC`, of a\ncounter with `_total` behind it. A figure");
    page.append(
        " that a server does not have, or does not show to the role, is absent, never 0.\n");
    for (Family<?> family : Families.all()) {
      page.append("\n## `").append(family.name()).append("`\n\n");
      page.append(family.help()).append(". Read every ");
      page.append(family.cadence().toSeconds()).append(" s");
      page.append(family.isMomentary() ? ", neither stored nor exported" : "");
      page.append(family.isPerDatabase() ? ", in each database." : ".");
      page.append(family.isOfOwnStorage() ? " Left out at Aurora.\n\n" : "\n\n");
      page.append("| metric | kind | what |\n|---|---|---|\n");
      for (Metric<?> metric : family.metrics()) {
        page.append("| `").append(metric.name()).append("` | ").append(kind(metric.kind()));
        page.append(" | ").append(metric.help()).append(" |\n");
      }
    }
    Golden.check(Path.of("../docs/reference/families.md"), page.toString());
  }

  private static String kind(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
