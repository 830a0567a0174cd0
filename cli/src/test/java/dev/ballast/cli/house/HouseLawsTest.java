package dev.ballast.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseLawsTest {

  static List<Law> laws() {
    return Stream.of(
            RoomLaws.all(),
            ClassLaws.all(),
            SourceLaws.all(),
            List.of(SealedSwitches.law()),
            FileLaws.all(),
            PlainWords.all(),
            SqlLaws.all(),
            ThreatLaws.all(),
            TestLaws.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void isKept(Law law) {
    assertThat(law.violations().apply(House.real())).as("%s: %s", law.id(), law.reason()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void refusesItsBreach(Law law, @TempDir Path root) {
    assertThat(law.violations().apply(Sample.build(law.breach(), root))).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void letsItsNearMissPass(Law law, @TempDir Path root) {
    assertThat(law.violations().apply(Sample.build(law.nearMiss(), root))).isEmpty();
  }

  @Test
  void looksAtEveryRoomAndItsTests() {
    House house = House.real();

    assertThat(house.classes().contain("dev.ballast.evidence.Fault")).isTrue();
    assertThat(house.classes().contain("dev.ballast.cli.house.HouseLawsTest")).isTrue();
    assertThat(house.sources()).anyMatch(source -> source.path().endsWith("Fault.java"));
    assertThat(house.files()).contains(Path.of("mvnw"), Path.of("pom.xml"));
  }
}
