package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;
import java.time.LocalDate;
import java.util.List;

/// A comment that accepts findings: `-- ballast:ignore add-foreign-key until 2027-03-31: the table
/// is empty until the launch`.
///
/// It covers the statement it stands in, the one on whose last line it stands, or else the next
/// one; `ballast:ignore-file` covers its whole file.
///
/// @param rules the ids it accepts
/// @param covers where a finding must start
/// @param until the last day it holds
public record Suppression(
    Span comment, List<String> rules, Span covers, LocalDate until, String reason) {
  public Suppression {
    requireNonNull(comment, "comment is null");
    rules = List.copyOf(rules);
    requireNonNull(covers, "covers is null");
    requireNonNull(until, "until is null");
    requireNonNull(reason, "reason is null");
  }

  boolean accepts(String rule, Span finding) {
    return rules.contains(rule)
        && finding.start() >= covers.start()
        && finding.start() < Math.max(covers.end(), covers.start() + 1);
  }
}
