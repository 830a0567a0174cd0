package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.Rule;

/// A name that is no rule's.
public final class UnknownRule {
  private UnknownRule() {}

  /// The fault `rule-unknown`, which names the known rule that was most likely meant.
  ///
  /// @param primary the message
  public static Fault fault(Catalogue catalogue, String rule, String primary) {
    return Fault.of(ChangeError.RULE_UNKNOWN, primary)
        .hint(
            Nearest.to(rule, catalogue.rules().stream().map(Rule::id).toList())
                .map(near -> "Did you mean " + near + "?")
                .orElse("`ballast change rules` lists them."));
  }
}
