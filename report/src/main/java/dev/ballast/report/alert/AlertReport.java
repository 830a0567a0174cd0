package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.delivery.SentMessage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// One alert, what was measured, what ends it, how it changed, and who was notified of it.
public record AlertReport(
    AlertLine alert, List<KeptStep> steps, List<SentMessage> messages, Instant at)
    implements Report {
  public AlertReport {
    requireNonNull(alert, "alert is null");
    steps = List.copyOf(steps);
    messages = List.copyOf(messages);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "alert/1";
  }

  /// Found, where it is open.
  @Override
  public ExitCode exit() {
    return alert.open() ? ExitCode.FOUND : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    alert.print(page, at);
    EvidenceLines.print(page, alert.evidence());
    RemedyLines.print(page, alert.remedies());
    page.blank()
        .table(
            List.of("at", "step", "urgency", "summary"),
            steps.stream()
                .map(
                    step ->
                        List.of(
                            step.at().toString(),
                            lower(step.kind()),
                            lower(step.urgency()),
                            step.summary()))
                .toList());
    if (!messages.isEmpty()) {
      page.blank()
          .table(
              List.of("route", "message", "urgency", "made", "state", "answer"),
              messages.stream()
                  .map(
                      message ->
                          List.of(
                              message.route(),
                              lower(message.kind()),
                              lower(message.urgency()),
                              message.madeAt().toString(),
                              lower(message.state()),
                              message.answer().orElse("")))
                  .toList());
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
