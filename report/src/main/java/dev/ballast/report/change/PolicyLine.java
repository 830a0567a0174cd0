package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.evidence.Verdict;
import java.util.Locale;

/// A rule of the policy and its verdict.
///
/// @param rule its name for programs: `longest-blocking`
/// @param words its name for people
public record PolicyLine(String rule, @JsonIgnore String words, Verdict verdict) {
  public PolicyLine {
    requireNonNull(rule, "rule is null");
    requireNonNull(words, "words is null");
    requireNonNull(verdict, "verdict is null");
  }

  static PolicyLine of(PolicyFinding finding) {
    return new PolicyLine(
        finding.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        finding.rule().toString(),
        finding.verdict());
  }

  /// Why it is not kept; empty where it is.
  String why() {
    return verdict.why().orElse("");
  }
}
