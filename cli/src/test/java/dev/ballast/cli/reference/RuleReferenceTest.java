package dev.ballast.cli.reference;

import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Category;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.RuleCard;
import dev.ballast.rules.lint.RulePage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The pages of the rules are made from the rules' own folders.
final class RuleReferenceTest {
  private static final Path RULES = Path.of("..", "docs", "reference", "rules");

  @Test
  void everyRuleHasItsPageAndTheListNamesThemAll() {
    Map<String, String> pages = new TreeMap<>();
    for (Rule rule : AllRules.catalogue().rules()) {
      pages.put(rule.id() + ".md", page(rule.id()));
    }
    pages.put("README.md", list());
    Golden.checkFolder(RULES, pages);
  }

  private static String page(String id) {
    RulePage page = RulePage.of(id);
    RuleCard card = page.card();
    return """
        # %s

        %s. Severity: %s. Category: %s, %s.

        %s
        ## Refused

        ```sql
        %s
        ```

        ## Safe

        ```sql
        %s
        ```

        Both scripts run on servers of PostgreSQL 14 to 18 in Ballast's tests, and the locks, rewrites and scans
        that the rule claims are compared with what those servers do.

        %s
        """
        .formatted(
            id,
            card.title(),
            severity(card),
            card.category().name().toLowerCase(Locale.ROOT),
            card.category().meaning(),
            page.text(),
            RulePage.resource(id, "fires.sql").strip(),
            RulePage.resource(id, "fixed.sql").strip(),
            elsewhere(card));
  }

  private static String elsewhere(RuleCard card) {
    String manual =
        card.manual().stream()
            .map(page -> "[" + page.substring(page.lastIndexOf('/') + 1) + "](" + page + ")")
            .collect(Collectors.joining(", ", "PostgreSQL's manual: ", "."));
    return card.aliases().isEmpty()
        ? manual
        : manual + "\n\nOther tools: " + String.join(", ", card.aliases()) + ".";
  }

  private static String severity(RuleCard card) {
    return card.severity().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("off");
  }

  private static String list() {
    List<RuleCard> cards =
        AllRules.catalogue().rules().stream().map(rule -> RulePage.of(rule.id()).card()).toList();
    StringBuilder text =
        new StringBuilder(
            """
            # Rules for migrations

            `ballast change check` knows %d rules. Each severity is the one where nothing is known of size and
            traffic; `change.tables` of [the configuration](../configuration.md) moves it. A rule that is off is a
            custom of the house: `change.severities` turns it on.
            """
                .formatted(cards.size()));
    for (Category category : Category.values()) {
      List<RuleCard> members = cards.stream().filter(card -> card.category() == category).toList();
      if (!members.isEmpty()) {
        text.append("\n## ")
            .append(category.name().charAt(0))
            .append(category.name().substring(1).toLowerCase(Locale.ROOT))
            .append(": ")
            .append(category.meaning())
            .append("\n\n| rule | severity | what happens |\n|---|---|---|\n");
        members.forEach(
            card ->
                text.append(
                    "| [%s](%s.md) | %s | %s |%n"
                        .formatted(card.id(), card.id(), severity(card), card.title())));
      }
    }
    return text + elsewhere(cards);
  }

  private static String elsewhere(List<RuleCard> cards) {
    Map<String, TreeSet<String>> byAlias = new TreeMap<>();
    for (RuleCard card : cards) {
      for (String alias : card.aliases()) {
        byAlias.computeIfAbsent(alias, first -> new TreeSet<>()).add(card.id());
      }
    }
    String rows =
        byAlias.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(
                entry ->
                    "| `%s` | %s |%n"
                        .formatted(
                            entry.getKey(),
                            entry.getValue().stream()
                                .map(id -> "[" + id + "](" + id + ".md)")
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining());
    return """

        ## What other tools call them

        | other tool's rule | here |
        |---|---|
        """
        + rows;
  }
}
