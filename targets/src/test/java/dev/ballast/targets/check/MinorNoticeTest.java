package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinorNoticeTest {
  private static final Path QUERIES =
      Path.of("src/main/resources/dev/ballast/targets/check/MinorNotice");
  private static final Path HOW_TO = Path.of("../docs/how-to/prepare-a-target.md");

  @ParameterizedTest
  @CsvSource({
    "CHAR_DEDUPLICATION, 15.19, true, true, 15.20",
    "CHAR_DEDUPLICATION, 15.20, false, true, 15.20",
    "CHAR_DEDUPLICATION, 18.0, true, true, 18.7",
    "CHAR_DEDUPLICATION, 14.25, false, true, 14.25",
    "INTERVAL_DEDUPLICATION, 16.0, true, true, 16.1",
    // Carried by pg_upgrade.
    "INTERVAL_DEDUPLICATION, 18.6, false, true, 16.1",
    "GIST_PAGE_SPLIT, 15.4, true, true, 15.5",
    "GIST_PAGE_SPLIT, 17.0, false, false, ",
    "BRIN_NULLS, 16.0, false, false, ",
    "LTREE_SIGNATURE, 14.24, false, true, 14.3",
    "CONCURRENT_BUILD, 14.3, true, true, 14.4",
    "CONCURRENT_BUILD, 14.4, false, false, 14.4",
    "CONCURRENT_BUILD, 15.0, false, false, ",
    "HOT_CHAINS, 14.1, true, true, 14.2",
  })
  void aNoticeIsDueBeforeItsReleaseAndMattersUntilWhatWasMadeIsRebuilt(
      MinorNotice notice, String server, boolean due, boolean matters, String release) {
    ServerVersion version = ServerVersion.parse(server);

    assertThat(notice.isDue(version)).isEqualTo(due);
    assertThat(notice.matters(version)).isEqualTo(matters);
    assertThat(notice.release(version).map(ServerVersion::toString).orElse(null))
        .isEqualTo(release);
  }

  @Test
  void everyNoticeHasItsQueryAndEveryQueryItsNotice() throws IOException {
    try (Stream<Path> files = Files.list(QUERIES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(MinorNotice.values()).map(n -> n.query() + ".sql").distinct().toList());
    }
  }

  @Test
  void theHowToListsTheNoticesWithTheirReleases() throws IOException {
    List<String> documented =
        Files.readAllLines(HOW_TO).stream()
            .dropWhile(line -> !line.startsWith("| notice |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1)).strip())
            .toList();

    assertThat(documented)
        .isEqualTo(
            Arrays.stream(MinorNotice.values())
                .map(
                    notice ->
                        "| `%s` | %s"
                            .formatted(
                                notice.id(),
                                String.join(
                                    ", ",
                                    notice.fixes().stream().map(ServerVersion::toString).toList())))
                .toList());
  }
}
