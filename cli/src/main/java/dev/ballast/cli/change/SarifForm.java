package dev.ballast.cli.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.change.catalogue.AllRules;
import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.CheckedFinding;
import dev.ballast.change.lint.RulePage;
import dev.ballast.cli.frame.BallastVersion;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0. Only rules that are told of are described, each with its whole page.
final class SarifForm {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifForm() {}

  private record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

  private record Run(Tool tool, String columnKind, List<Result> results) {}

  private record Tool(Driver driver) {}

  private record Driver(String name, String semanticVersion, List<Rule> rules) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Rule(
      String id, Text shortDescription, @Nullable Text help, @Nullable String helpUri) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Text(String text, @Nullable String markdown) {}

  private record Result(
      String ruleId,
      int ruleIndex,
      String level,
      Text message,
      List<Location> locations,
      Map<String, String> partialFingerprints,
      List<Suppressed> suppressions) {}

  private record Location(Physical physicalLocation) {}

  private record Physical(Artifact artifactLocation, Region region) {}

  private record Artifact(String uri, String uriBaseId) {}

  private record Region(int startLine, int startColumn, int endLine, int endColumn) {}

  private record Suppressed(String kind, String justification) {}

  static String render(CheckResult result) {
    Set<String> ids = new LinkedHashSet<>();
    result.findings().forEach(finding -> ids.add(finding.rule()));
    result.accepted().forEach(accepted -> ids.add(accepted.finding().rule()));
    List<String> order = List.copyOf(ids);
    List<Result> results = new ArrayList<>();
    for (CheckedFinding finding : result.findings()) {
      results.add(result(finding, order, List.of()));
    }
    for (AcceptedFinding accepted : result.accepted()) {
      boolean inFile = accepted.reason().endsWith(")");
      results.add(
          result(
              accepted.finding(),
              order,
              List.of(new Suppressed(inFile ? "inSource" : "external", accepted.reason()))));
    }
    Driver driver =
        new Driver(
            "Ballast", BallastVersion.current(), order.stream().map(SarifForm::rule).toList());
    Run run = new Run(new Tool(driver), "unicodeCodePoints", results);
    return Json.pretty(new Log(SCHEMA, "2.1.0", List.of(run))) + "\n";
  }

  private static Rule rule(String id) {
    if (AllRules.catalogue().rule(id).isEmpty()) {
      return new Rule(id, new Text(id.replace('-', ' '), null), null, null);
    }
    RulePage page = RulePage.of(id);
    return new Rule(
        id,
        new Text(page.card().title(), null),
        new Text(page.text(), page.text()),
        page.card().manual().getFirst());
  }

  private static Result result(
      CheckedFinding finding, List<String> order, List<Suppressed> suppressions) {
    Region region =
        new Region(
            finding.from().line(),
            finding.from().column(),
            finding.to().line(),
            finding.to().column());
    return new Result(
        finding.rule(),
        order.indexOf(finding.rule()),
        level(finding.severity()),
        new Text(Sentences.whole(finding), null),
        List.of(new Location(new Physical(new Artifact(uri(finding.file()), "%SRCROOT%"), region))),
        Map.of("ballast/v1", finding.fingerprint()),
        suppressions);
  }

  private static String uri(String file) {
    try {
      return new URI(null, null, file, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path alone is always a URI: " + file, e);
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
