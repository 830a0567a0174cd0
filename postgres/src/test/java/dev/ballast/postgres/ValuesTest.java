package dev.ballast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({"0/0, 0", "0/2000028, 33554472", "16/B374D848, 97500059720", "FFFFFFFF/FFFFFFFF, -1"})
  void anLsnIsReadAndPrintedAsPostgresDoes(String text, long value) {
    assertThat(Lsn.parse(text).value()).isEqualTo(value);
    assertThat(new Lsn(value)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "1", "/1", "1/", "123456789/0", "0/123456789", "g/0", "0/-1"})
  void whatIsNoLsnIsRefused(String text) {
    assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lsnsCompareWithoutASign() {
    assertThat(new Lsn(1).isBefore(new Lsn(-1))).isTrue();
    assertThat(new Lsn(-1).minus(new Lsn(-9))).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0/2000028, 16777216, 000000010000000000000002",
    "10, 16/B374D848, 16777216, 0000000A00000016000000B3",
    "1, 1/0, 1073741824, 000000010000000100000000",
    "1, 0/FFFFFFFF, 1048576, 000000010000000000000FFF"
  })
  void aSegmentIsNamedAfterTimelineAndPosition(
      int timeline, String lsn, int size, String fileName) {
    WalSegment segment = WalSegment.containing(new TimelineId(timeline), Lsn.parse(lsn), size);
    assertThat(segment.fileName()).isEqualTo(fileName);
    assertThat(segment.end()).isEqualTo(segment.next().start());
    assertThat(segment.start().isBefore(Lsn.parse(lsn)) || segment.start().equals(Lsn.parse(lsn)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1 << 19, 3 << 20, Integer.MIN_VALUE})
  void aSegmentSizeIsAPowerOfTwoFromOneMegabyteToOneGigabyte(int size) {
    assertThatThrownBy(() -> new WalSegment(new TimelineId(1), 0, size))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "18.6, 180006, 18.6",
    "15.18 (Debian 15.18-0+deb12u1), 150018, 15.18",
    "19beta1, 190000, 19.0",
    "17rc1, 170000, 17.0"
  })
  void aVersionIsReadWithAPackagersRemarkBehindIt(String text, int number, String printed) {
    assertThat(ServerVersion.parse(text).number()).isEqualTo(number);
    assertThat(ServerVersion.parse(text)).hasToString(printed);
  }

  @Test
  void majorsFrom14To18AreSupported() {
    assertThat(new ServerVersion(130099).isSupported()).isFalse();
    assertThat(new ServerVersion(140000).isSupported()).isTrue();
    assertThat(new ServerVersion(180006).isSupported()).isTrue();
    assertThat(new ServerVersion(190000).isSupported()).isFalse();
  }

  @Test
  void aPasswordDoesNotPrintItself() {
    assertThat(new Password("secret").toString()).doesNotContain("secret");
  }
}
