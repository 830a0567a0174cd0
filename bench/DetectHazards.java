import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.RuleCard;
import dev.ballast.rules.lint.RulePage;
import dev.ballast.rules.catalogue.detection.DetectionCase;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The work of `bench/detection.sh`. `write CORPUS DIR` writes each case to a file of its own, as a
/// migration tool would hold it; `table CORPUS SETUP SQUAWK-JSON SQUAWK-WRAPPED-JSON SQUAWK-RULES`
/// judges the cases and writes the tables.
final class DetectHazards {
  /// Its rules that are not counted: the one asks for IF EXISTS everywhere, the other, which is off
  /// by default, for a schema before each name.
  private static final Set<String> GENERIC = Set.of("prefer-robust-stmts", "require-table-schema");

  /// Characters of a migration that a table shows.
  private static final int WIDTH = 100;

  private DetectHazards() {}

  /// A case and what the two say of it.
  ///
  /// @param alone what Ballast says of it without the history
  private record Judged(
      DetectionCase each, List<Hazard> ballast, List<Hazard> alone, Set<String> squawk) {

    String ruleId() {
      return each.rule().orElseThrow();
    }

    boolean byItsRule() {
      return names(ballast, Severity.INFO).contains(ruleId());
    }

    boolean isRemark() {
      return byItsRule() && !names(ballast, Severity.WARNING).contains(ruleId());
    }

    boolean hasOneOf(Set<String> rules) {
      return names(ballast, Severity.INFO).stream().anyMatch(rules::contains);
    }

    boolean withoutHistory() {
      return names(alone, Severity.INFO).contains(ruleId());
    }

    String category() {
      return RulePage.of(ruleId()).card().category().name().toLowerCase(Locale.ROOT);
    }

    /// Whether squawk's finding is the one that the rule's page gives as its like.
    boolean squawkByItsRule() {
      return RulePage.of(ruleId()).card().aliases().stream()
          .filter(alias -> alias.startsWith("squawk:"))
          .anyMatch(alias -> squawk.contains(alias.substring("squawk:".length())));
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path corpus = Path.of(arguments[1]);
    List<DetectionCase> hazards = DetectionCase.read(corpus.resolve("hazards.sql"));
    List<DetectionCase> harmless = DetectionCase.read(corpus.resolve("harmless.sql"));
    if (arguments[0].equals("write")) {
      Path folder = Path.of(arguments[2]);
      for (DetectionCase each : Stream.concat(hazards.stream(), harmless.stream()).toList()) {
        Files.writeString(folder.resolve(file(each)), each.migration());
      }
      return;
    }
    String history =
        Files.readString(Path.of(arguments[2])) + Files.readString(corpus.resolve("history.sql"));
    Map<String, Set<String>> squawk = squawk(Path.of(arguments[3]));
    Map<String, Set<String>> wrapped = squawk(Path.of(arguments[4]));
    List<Judged> bad = judge(hazards, history, squawk);
    List<Judged> good = judge(harmless, history, squawk);
    totals(bad);
    alarms(good);
    line("");
    line(
        "With `--assume-in-transaction` squawk finds %d of the hazards and raises %d false alarms."
            .formatted(found(hazards, wrapped), found(harmless, wrapped)));
    rules(Path.of(arguments[5]), bad);
    perCase(bad);
    falseAlarms(good);
  }

  private static long found(List<DetectionCase> cases, Map<String, Set<String>> squawk) {
    return cases.stream().filter(each -> squawk.containsKey(file(each))).count();
  }

  private static String file(DetectionCase each) {
    return (each.rule().isPresent() ? "hazard-" : "harmless-") + each.line() + ".sql";
  }

  private static Map<String, Set<String>> squawk(Path report) throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JsonNode each : Json.mapper().readTree(Files.readAllBytes(report))) {
      String rule = each.get("rule_name").asString();
      if (!GENERIC.contains(rule)) {
        String file = Path.of(each.get("file").asString()).getFileName().toString();
        found.computeIfAbsent(file, name -> new TreeSet<>()).add(rule);
      }
    }
    return found;
  }

  private static List<Judged> judge(
      List<DetectionCase> cases, String history, Map<String, Set<String>> squawk) {
    return cases.stream()
        .map(
            each ->
                new Judged(
                    each,
                    each.judge(history),
                    each.judge(""),
                    squawk.getOrDefault(file(each), Set.of())))
        .toList();
  }

  private static Set<String> names(List<Hazard> hazards, Severity least) {
    return hazards.stream()
        .filter(hazard -> hazard.severity().compareTo(least) >= 0)
        .map(Hazard::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void totals(List<Judged> hazards) {
    Map<String, List<Judged>> categories =
        hazards.stream()
            .collect(Collectors.groupingBy(Judged::category, TreeMap::new, Collectors.toList()));
    line(
        "| category | cases | Ballast, by its rule | of these without the history"
            + " | squawk, any finding | squawk, the like of the rule |");
    line("|---|---:|---:|---:|---:|---:|");
    categories.forEach(DetectHazards::total);
    total("**all**", hazards);
    line("");
    line(
        "Found by Ballast alone: %d; by squawk alone: %d. Of Ballast's, a remark only: %d."
            .formatted(
                count(hazards, e -> e.byItsRule() && e.squawk().isEmpty()),
                count(hazards, e -> !e.byItsRule() && !e.squawk().isEmpty()),
                count(hazards, Judged::isRemark)));
  }

  private static void alarms(List<Judged> harmless) {
    long ours = count(harmless, each -> !names(each.ballast(), Severity.WARNING).isEmpty());
    long remarks = count(harmless, each -> !each.ballast().isEmpty());
    long theirs = count(harmless, each -> !each.squawk().isEmpty());
    line("");
    line("| harmless | Ballast, warning or error | Ballast, remarks too | squawk |");
    line("|---:|---:|---:|---:|");
    line(
        "| %d | %s | %s | %s |"
            .formatted(
                harmless.size(),
                share(ours, harmless),
                share(remarks, harmless),
                share(theirs, harmless)));
  }

  private static long count(List<Judged> cases, Predicate<Judged> which) {
    return cases.stream().filter(which).count();
  }

  private static void total(String name, List<Judged> cases) {
    line(
        "| %s | %d | %s | %s | %s | %s |"
            .formatted(
                name,
                cases.size(),
                share(cases.stream().filter(Judged::byItsRule).count(), cases),
                share(cases.stream().filter(Judged::withoutHistory).count(), cases),
                share(cases.stream().filter(each -> !each.squawk().isEmpty()).count(), cases),
                share(cases.stream().filter(Judged::squawkByItsRule).count(), cases)));
  }

  private static String share(long count, List<Judged> of) {
    return count + " (" + Math.round(100.0 * count / of.size()) + " %)";
  }

  /// Squawk's rules, and those of Ballast that name it as their like.
  private static void rules(Path rules, List<Judged> hazards) throws IOException {
    Map<String, List<RuleCard>> likes = new TreeMap<>();
    for (Rule rule : AllRules.catalogue().rules()) {
      RuleCard card = RulePage.of(rule.id()).card();
      card.aliases().forEach(a -> likes.computeIfAbsent(a, key -> new ArrayList<>()).add(card));
    }
    line("");
    line("| squawk's rule | Ballast's | cases squawk finds by it | of these Ballast by its like |");
    line("|---|---|---:|---:|");
    for (String rule : Files.readAllLines(rules)) {
      List<RuleCard> cards = likes.getOrDefault("squawk:" + rule, List.of());
      Set<String> ids = cards.stream().map(RuleCard::id).collect(Collectors.toSet());
      List<Judged> found = hazards.stream().filter(e -> e.squawk().contains(rule)).toList();
      String names =
          cards.stream()
              .map(card -> card.id() + (card.severity().isEmpty() ? " (off)" : ""))
              .collect(Collectors.joining(", "));
      line(
          "| %s | %s | %s | %s |"
              .formatted(
                  rule,
                  names.isEmpty() ? "-" : names,
                  GENERIC.contains(rule) ? "not counted" : found.size(),
                  GENERIC.contains(rule) ? "" : count(found, e -> e.hasOneOf(ids))));
    }
  }

  private static void perCase(List<Judged> hazards) {
    line("");
    line("| hazard | migration | Ballast | squawk |");
    line("|---|---|---|---|");
    for (Judged each : hazards) {
      line(
          "| %s%s | %s | %s%s | %s |"
              .formatted(
                  each.each().text(),
                  each.each().refusal().map(state -> ", refused with " + state).orElse(""),
                  shortened(each.each().sql()),
                  each.byItsRule() ? each.ruleId() : "-",
                  each.byItsRule() && !each.withoutHistory() ? " (history)" : "",
                  each.squawk().isEmpty() ? "-" : String.join(", ", each.squawk())));
    }
  }

  private static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    return "`" + (line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...") + "`";
  }

  private static void falseAlarms(List<Judged> harmless) {
    line("");
    line("| harmless | migration | Ballast | squawk |");
    line("|---|---|---|---|");
    for (Judged each : harmless) {
      if (!each.ballast().isEmpty() || !each.squawk().isEmpty()) {
        String ours =
            each.ballast().stream()
                .map(
                    hazard -> hazard.rule() + (hazard.severity() == Severity.INFO ? " (info)" : ""))
                .distinct()
                .collect(Collectors.joining(", "));
        line(
            "| %s | %s | %s | %s |"
                .formatted(
                    each.each().text(),
                    shortened(each.each().sql()),
                    ours.isEmpty() ? "-" : ours,
                    each.squawk().isEmpty() ? "-" : String.join(", ", each.squawk())));
      }
    }
  }

  private static void line(String text) {
    System.out.println(text);
  }
}
