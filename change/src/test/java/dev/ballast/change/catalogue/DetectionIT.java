package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.rules.catalogue.detection.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every case of the corpus on a server: it runs, or it is refused with the error that its text
/// names.
class DetectionIT {
  private static final int MAJOR = 18;

  /// COPY FROM PROGRAM is not tried here.
  private static final String PROGRAM = "it would run a program on the server's machine";

  @Test
  void everyCaseDoesOnAServerWhatItsTextSays() {
    List<String> wrong = new ArrayList<>();
    try (Trace trace = Trace.on(MAJOR, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      assertThat(trace.load(Corpus.history()).problems()).isEmpty();
      trace.mark();
      Stream.concat(Corpus.hazards().stream(), Corpus.harmless().stream())
          .forEach(
              each -> {
                trace.reset();
                Optional<String> error =
                    trace.run(each.script()).statements().stream()
                        .map(StatementTrace::outcome)
                        .flatMap(DetectionIT::error)
                        .findFirst();
                if (!error.equals(each.refusal())) {
                  wrong.add(each + ": " + error.orElse("ran"));
                }
              });
    }

    assertThat(wrong).isEmpty();
  }

  private static Stream<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> Stream.empty();
      case Outcome.Failed failed -> Stream.of(failed.sqlState());
      case Outcome.LeftOut(String reason) -> Stream.of(reason);
      case Outcome.NotRun notRun ->
          notRun.reason().equals(PROGRAM) ? Stream.empty() : Stream.of(notRun.reason());
    };
  }
}
