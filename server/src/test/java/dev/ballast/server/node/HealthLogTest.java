package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import dev.ballast.server.log.LogLine;
import dev.ballast.server.log.NodeLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthLogTest {
  private final List<LogLine> lines = new ArrayList<>();
  private List<String> troubles = List.of();

  @Test
  void aTroubleIsWrittenDownWhenItBeginsAndWhenItIsOver() {
    HealthLog log =
        new HealthLog(() -> troubles, new NodeLog(lines::add, Clock.system()), Clock.system());

    log.look();
    assertThat(lines).isEmpty();
    troubles = List.of("the store is away");
    log.look();
    log.look();
    troubles = List.of("the store is away", "the disk is full");
    log.look();
    troubles = List.of("the disk is full");
    log.look();

    assertThat(lines)
        .extracting(LogLine::message)
        .containsExactly("the store is away", "the disk is full", "no longer: the store is away");
    assertThat(lines)
        .extracting(LogLine::severity)
        .containsExactly(Severity.WARNING, Severity.WARNING, Severity.INFO);
  }
}
