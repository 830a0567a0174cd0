package dev.ballast.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.postgres.ServerVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseBackupCommandTest {
  private static final BaseBackupOptions OPTIONS = BaseBackupOptions.labelled("it's");

  private static String command(BaseBackupOptions options, int version) {
    return BaseBackupCommand.of(options, new ServerVersion(version));
  }

  @Test
  void speaksInWordsTo14() {
    assertThat(command(OPTIONS, 140024))
        .isEqualTo(
            "BASE_BACKUP LABEL 'it''s' PROGRESS FAST WAL NOWAIT TABLESPACE_MAP"
                + " MANIFEST 'yes' MANIFEST_CHECKSUMS 'CRC32C'");
    assertThat(
            command(
                new BaseBackupOptions(
                    "l",
                    false,
                    false,
                    false,
                    true,
                    Optional.empty(),
                    false,
                    Optional.of(32),
                    false,
                    false),
                140000))
        .isEqualTo("BASE_BACKUP LABEL 'l' MAX_RATE 32 NOVERIFY_CHECKSUMS");
  }

  @Test
  void speaksInAListSince15() {
    assertThat(command(OPTIONS.withMaxRateKilobytes(1024), 150000))
        .isEqualTo(
            "BASE_BACKUP (LABEL 'it''s', CHECKPOINT 'fast', PROGRESS true, WAL true, WAIT false,"
                + " TABLESPACE_MAP true, VERIFY_CHECKSUMS true, MAX_RATE 1024, MANIFEST 'yes',"
                + " MANIFEST_CHECKSUMS 'CRC32C')");
    assertThat(command(OPTIONS.withFastCheckpoint(false).asIncremental(), 170000))
        .isEqualTo(
            "BASE_BACKUP (LABEL 'it''s', CHECKPOINT 'spread', PROGRESS true, WAL true,"
                + " WAIT false, TABLESPACE_MAP true, VERIFY_CHECKSUMS true, MANIFEST 'yes',"
                + " MANIFEST_CHECKSUMS 'CRC32C', INCREMENTAL)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "nul\0"})
  void refusesALabelThatWouldSpoilBackupLabel(String label) {
    assertThatThrownBy(() -> BaseBackupOptions.labelled(label))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {31, (1 << 20) + 1, -1})
  void refusesARateTheServerWouldRefuse(int rate) {
    assertThatThrownBy(() -> OPTIONS.withMaxRateKilobytes(rate))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
