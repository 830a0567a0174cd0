package dev.ballast.report.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.BallastVersion;
import dev.ballast.report.Visible;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.RulePage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0. Only rules with a finding are described, each with its whole page.
final class SarifForm {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final Pattern LINK = Pattern.compile("\\]\\(");

  private SarifForm() {}

  private record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

  private record Run(
      Tool tool, List<Invocation> invocations, String columnKind, List<Result> results) {}

  private record Invocation(
      boolean executionSuccessful, List<Notification> toolConfigurationNotifications) {}

  private record Notification(String level, Text message) {}

  private record Tool(Driver driver) {}

  private record Driver(String name, String semanticVersion, List<Rule> rules) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Rule(
      String id, Text shortDescription, @Nullable Text help, @Nullable String helpUri) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Text(String text, @Nullable String markdown) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Result(
      String ruleId,
      int ruleIndex,
      String level,
      Text message,
      List<Location> locations,
      List<Location> relatedLocations,
      Map<String, String> partialFingerprints,
      @Nullable Properties properties,
      List<Suppressed> suppressions) {}

  private record Location(Physical physicalLocation) {}

  private record Physical(Artifact artifactLocation, Region region) {}

  private record Artifact(String uri, String uriBaseId) {}

  private record Region(int startLine, int startColumn, int endLine, int endColumn) {}

  private record Properties(boolean down) {}

  private record Suppressed(String kind, String justification) {}

  static String render(CheckResult result) {
    Set<String> ids = new LinkedHashSet<>();
    result.findings().forEach(finding -> ids.add(finding.rule()));
    result.accepted().forEach(accepted -> ids.add(accepted.finding().rule()));
    List<String> order = List.copyOf(ids);
    List<Result> results = new ArrayList<>();
    for (RepeatedFinding finding : result.causes()) {
      results.add(result(finding, order, List.of()));
    }
    for (AcceptedFinding accepted : result.accepted()) {
      boolean inFile = accepted.reason().endsWith(")");
      results.add(
          result(
              new RepeatedFinding(accepted.finding(), List.of()),
              order,
              List.of(new Suppressed(inFile ? "inSource" : "external", accepted.reason()))));
    }
    Driver driver =
        new Driver(
            "Ballast", BallastVersion.current(), order.stream().map(SarifForm::rule).toList());
    Invocation invocation =
        new Invocation(
            true,
            result.remarks().stream()
                .map(remark -> new Notification("note", new Text(unlinked(remark), null)))
                .toList());
    Run run = new Run(new Tool(driver), List.of(invocation), "unicodeCodePoints", results);
    return Visible.json(Json.pretty(new Log(SCHEMA, "2.1.0", List.of(run)))) + "\n";
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
      RepeatedFinding repeated, List<String> order, List<Suppressed> suppressions) {
    MigrationFinding finding = repeated.first();
    return new Result(
        finding.rule(),
        order.indexOf(finding.rule()),
        level(finding.severity()),
        new Text(unlinked(Sentences.whole(repeated)), null),
        List.of(location(finding)),
        repeated.others().stream().map(SarifForm::location).toList(),
        Map.of("ballast/v1", finding.fingerprint()),
        finding.down() ? new Properties(true) : null,
        suppressions);
  }

  private static Location location(MigrationFinding finding) {
    Region region =
        new Region(
            finding.from().line(),
            finding.from().column(),
            finding.to().line(),
            finding.to().column());
    return new Location(new Physical(new Artifact(uri(finding.file()), "%SRCROOT%"), region));
  }

  /// A path as a relative reference of RFC 3986: what is neither unreserved nor a slash is
  /// percent-encoded, a colon too, since the first one would end a scheme.
  private static String uri(String file) {
    StringBuilder uri = new StringBuilder();
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/._~-".indexOf(c) >= 0);
      uri.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return uri.toString();
  }

  /// `[text](address)` is a link in a message; a text that has one is escaped by the standard.
  private static String unlinked(String text) {
    return LINK.matcher(text).find()
        ? text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        : text;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
