package dev.ballast.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.server.log.LogLine.Kind;
import dev.ballast.server.log.LogLine.Request;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogFormTest {
  private static final LogLine LINE =
      new LogLine(
          Instant.parse("2026-11-29T20:15:00.123Z"),
          Severity.INFO,
          Kind.REQUEST,
          "GET /api/v1/jobs/{job} 404 in 3 ms",
          Optional.of("00c0ffee"),
          Optional.empty(),
          Optional.of(new Request("GET", "/api/v1/jobs/{job}", 404, 3, "127.0.0.1")),
          Optional.empty(),
          Optional.empty());

  @Test
  void aLineIsOneObjectWithoutWhatIsEmpty() {
    assertThat(LogForm.JSON.of(LINE))
        .isEqualTo(
            "{\"at\":\"2026-11-29T20:15:00.123Z\",\"severity\":\"INFO\",\"kind\":\"REQUEST\","
                + "\"message\":\"GET /api/v1/jobs/{job} 404 in 3 ms\",\"correlation\":\"00c0ffee\","
                + "\"request\":{\"method\":\"GET\",\"path\":\"/api/v1/jobs/{job}\",\"status\":404,"
                + "\"millis\":3,\"peer\":\"127.0.0.1\"}}");
  }

  @Test
  void aMessageOfSeveralLinesStaysOneLineOfJson() {
    LogLine odd =
        new LogLine(
            LINE.at(),
            Severity.ERROR,
            Kind.JOB,
            "first\nsecond \u001b[31m\"",
            Optional.empty(),
            Optional.of("lock-timeout"),
            Optional.empty(),
            Optional.of("prove shop"),
            Optional.empty());

    assertThat(LogForm.JSON.of(odd)).doesNotContain("\n", "\u001b").contains("\\n", "\\u001B");
    assertThat(LogForm.TEXT.of(odd))
        .isEqualTo(
            "2026-11-29T20:15:00.123Z error job prove shop first\nsecond \u001b[31m\""
                + " (lock-timeout)");
  }

  @Test
  void theTextHasTheSameInWords() {
    assertThat(LogForm.TEXT.of(LINE))
        .isEqualTo(
            "2026-11-29T20:15:00.123Z info request 00c0ffee GET /api/v1/jobs/{job} 404 in 3 ms");
  }
}
