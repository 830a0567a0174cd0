package dev.ballast.pages.report;

import dev.ballast.pages.report.ExecutiveSheet.Cost;
import dev.ballast.pages.text.Unit;
import java.util.Locale;

/// What work costs, as a sentence.
public final class CostText {
  private static final double PERCENT = 100;

  private CostText() {}

  public static String of(Cost cost) {
    if (cost.secondsPerThousand().isEmpty()) {
      return "What a transaction costs is not known: no time of active sessions was counted.";
    }
    double now = cost.secondsPerThousand().get();
    String present = "1,000 transactions took %s of active sessions".formatted(text(now));
    return present
        + cost.before()
            .map(before -> compared(now, before))
            .orElse("; of the period before nothing is known.");
  }

  private static String compared(double now, double before) {
    return before > 0
        ? ", %s in the period before (%s)."
            .formatted(
                text(before), String.format(Locale.ROOT, "%+.0f %%", (now / before - 1) * PERCENT))
        : ", none in the period before.";
  }

  private static String text(double seconds) {
    return Unit.SECONDS.text(seconds);
  }
}
