package dev.ballast.change.rules.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Outcome;
import dev.ballast.change.trace.StatementTrace;
import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every case of the corpus on a server: it runs, or it is refused with the error its text tells.
class DetectionIT {
  private static final int MAJOR = 18;

  @Test
  void every_case_does_on_a_server_what_its_text_says() {
    List<String> wrong = new ArrayList<>();
    try (Trace trace = Trace.on(MAJOR, TraceOptions.DEFAULT.withProbes(false))) {
      assertThat(trace.load(Corpus.history()).problems()).isEmpty();
      trace.mark();
      Stream.concat(Corpus.hazards().stream(), Corpus.harmless().stream())
          .forEach(
              each -> {
                trace.reset();
                List<String> errors =
                    trace.run(each.script()).statements().stream()
                        .map(StatementTrace::outcome)
                        .flatMap(DetectionIT::error)
                        .toList();
                if (!errors.equals(each.refusal().stream().toList())) {
                  wrong.add(each + ": " + errors);
                }
              });
    }

    assertThat(wrong).isEmpty();
  }

  private static Stream<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> Stream.empty();
      case Outcome.Failed failed -> Stream.of(failed.sqlState());
      case Outcome.NotRun notRun -> Stream.of(notRun.reason());
    };
  }
}
