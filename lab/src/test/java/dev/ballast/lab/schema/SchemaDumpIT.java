package dev.ballast.lab.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.LabError;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaDumpIT {
  @Test
  void withoutAnyDumpProgramItIsToldWhatToInstall() {
    try (TemporaryCluster target = TemporaryCluster.start(18, Clock.system())) {
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> SchemaDump.of(target.settings(), List.of(), Clock.system()))
          .satisfies(
              fault -> {
                assertThat(fault.code()).isEqualTo(LabError.DUMP_PROGRAM_MISSING);
                assertThat(fault.code().kind().exit()).isEqualTo(ExitCode.PRECONDITION);
                assertThat(fault.getMessage()).isEqualTo("no pg_dump of major 18 or newer");
                assertThat(fault.hint().orElse("")).contains("postgresql-client-18");
              });
    }
  }
}
