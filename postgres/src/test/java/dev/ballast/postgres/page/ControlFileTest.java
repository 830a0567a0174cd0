package dev.ballast.postgres.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files are the first 296 bytes of what running servers wrote; the expectations are
/// `pg_controldata`'s.
class ControlFileTest {

  @ParameterizedTest
  @CsvSource({
    "14, 1300, 7710152228085771214, 0/6170F60, 0/6170F28",
    "17, 1700, 7710152234267958290, 0/6174330, 0/61742D8",
    "18, 1800, 7710152235955268641, 0/616EF90, 0/6169480"
  })
  void readsTheLayoutOfEachMajor(
      int major, int version, long identifier, String checkpoint, String redo) throws IOException {
    ControlFile control = ControlFile.parse(PageChecksumTest.resource("pg_control." + major));
    assertThat(control.controlVersion()).isEqualTo(version);
    assertThat(control.systemIdentifier()).isEqualTo(identifier);
    assertThat(control.state()).isEqualTo(ClusterState.IN_PRODUCTION);
    assertThat(control.checkpoint().at()).isEqualTo(Lsn.parse(checkpoint));
    assertThat(control.checkpoint().redo()).isEqualTo(Lsn.parse(redo));
    assertThat(control.checkpoint().timeline()).isEqualTo(new TimelineId(1));
    assertThat(control.layout().blockSize()).isEqualTo(8192);
    assertThat(control.layout().segmentBlocks()).isEqualTo(131072);
    assertThat(control.layout().walBlockSize()).isEqualTo(8192);
    assertThat(control.layout().walSegmentSize()).isEqualTo(16 << 20);
    assertThat(control.layout().checksumsOn()).isTrue();
    assertThat(control.layout().nativeFormat()).isTrue();
    assertThat(control.layout().nameLength()).isEqualTo(64);
    assertThat(control.layout().indexKeys()).isEqualTo(32);
    assertThat(control.limits()).isEqualTo(new ControlFile.Limits(100, 8, 10, 20, 64, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void refusesAFileWithAnyByteChanged(int major) throws IOException {
    byte[] good = PageChecksumTest.resource("pg_control." + major);
    int covered = major == 18 ? 296 : 292;
    for (int i = 0; i < covered; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 4;
      assertThatThrownBy(() -> ControlFile.parse(bad)).isInstanceOf(Fault.class);
    }
  }

  @Test
  void refusesAShortFile() throws IOException {
    byte[] good = PageChecksumTest.resource("pg_control.16");
    assertThatThrownBy(() -> ControlFile.parse(Arrays.copyOf(good, 200)))
        .isInstanceOf(Fault.class)
        .hasMessage("pg_control is not usable");
  }
}
