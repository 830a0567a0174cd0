package dev.ballast.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCalibrationIT {
  @Test
  void aMachineHasRatesAndWhatCannotBeSeenFromOutsideIsUnknown(@TempDir Path folder) {
    MachineCalibration calibration = new MachineCalibration(Clock.system());
    try (TemporaryCluster cluster = TemporaryCluster.start(TestedMajors.one(), Clock.system());
        Session session = cluster.session()) {
      MachineRates here = calibration.here(session, folder, "this machine");
      session.execute("SET default_transaction_read_only = on");
      MachineRates there = calibration.there(session, "shop");

      // No disk writes less than 1 MB/s, no processor hashes more than a billion values a second.
      assertThat(here.writeBytesPerSecond().orElseThrow()).isGreaterThan(1e6);
      assertThat(here.hashesPerSecond().orElseThrow()).isBetween(1e4, 1e9);
      assertThat(there.hashesPerSecond().orElseThrow()).isBetween(1e4, 1e9);
      assertThat(there.readBytesPerSecond()).isEmpty();
      assertThat(there.writeBytesPerSecond()).isEmpty();
      assertThat(folder).isEmptyDirectory();
    }
  }
}
