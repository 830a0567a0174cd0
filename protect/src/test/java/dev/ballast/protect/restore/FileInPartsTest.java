package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class FileInPartsTest {
  private static final Path FILE = Path.of("base/5/1259");

  private static int sum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return (int) crc.getValue();
  }

  @Test
  void partsThatComeInAnyOrderMakeTheWhole() {
    FileInParts file = new FileInParts(FILE, OptionalInt.of(sum("onetwothree")), 3);
    file.written(2, sum("three"), 5);
    file.written(0, sum("one"), 3);
    file.written(1, sum("two"), 3);
  }

  @Test
  void theLastPartShowsThatOneOfThemDiffers() {
    FileInParts file = new FileInParts(FILE, OptionalInt.of(sum("onetwothree")), 3);
    file.written(0, sum("one"), 3);
    file.written(1, sum("tow"), 3);
    assertThatThrownBy(() -> file.written(2, sum("three"), 5))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ProtectError.RESTORED_FILE_DIFFERS);
              assertThat(fault.detail().orElseThrow())
                  .contains("base/5/1259", "%08x".formatted(sum("onetwothree")));
            });
  }

  @Test
  void anEmptyFileHasASumAsWell() {
    new FileInParts(FILE, OptionalInt.of(0), 1).written(0, 0, 0);
    assertThatThrownBy(() -> new FileInParts(FILE, OptionalInt.of(1), 1).written(0, 0, 0))
        .isInstanceOf(Fault.class);
  }

  @Test
  void whatNobodyNotedIsNotCompared() {
    new FileInParts(FILE, OptionalInt.empty(), 1).written(0, sum("anything"), 8);
  }
}
