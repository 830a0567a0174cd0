package dev.ballast.observe.anomaly.nab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NabCorpusTest {
  @TempDir Path folder;

  @BeforeEach
  void writesTheBenchmarksFiles() throws IOException {
    write(
        "data/a/one.csv", "timestamp,value\n2015-02-26 21:42:53,104\n2015-02-26 21:47:53,1.5e2\n");
    write("data/a/two.csv", "timestamp,value\n2015-02-26 21:42:53,1\n");
    write(
        "labels/combined_windows.json",
        """
        {"a/two.csv": [],
         "a/one.csv": [["2015-02-26 21:42:53.000000", "2015-02-26 21:47:53.000000"]]}
        """);
    write(
        "config/profiles.json",
        """
        {"standard": {"CostMatrix":
          {"tpWeight": 1.0, "fnWeight": 2.0, "fpWeight": 0.11, "tnWeight": 1.0}}}
        """);
    write("results/final_results.json", "{\"null\": {\"standard\": 0.0}}");
  }

  @Test
  void theFolderIsReadInTheOrderOfNames() throws IOException {
    NabCorpus corpus = NabCorpus.read(folder);
    LocalDateTime first = LocalDateTime.of(2015, 2, 26, 21, 42, 53);
    LocalDateTime last = first.plusMinutes(5);
    assertThat(corpus.series())
        .containsExactly(
            new NabSeries(
                "a/one.csv",
                List.of(new NabSeries.Point(first, 104), new NabSeries.Point(last, 150)),
                List.of(new NabSeries.Window(first, last))),
            new NabSeries("a/two.csv", List.of(new NabSeries.Point(first, 1)), List.of()));
    assertThat(corpus.profiles()).containsExactly(new NabProfile("standard", 1, 2, 0.11));
    assertThat(corpus.published()).containsExactly(new NabCorpus.Published("null", "standard", 0));
  }

  @Test
  void everySeriesIsInOneOfTheHalves() throws IOException {
    NabCorpus corpus = NabCorpus.read(folder);
    Set<NabSeries> both = new HashSet<>(corpus.half(true).series());
    assertThat(both).hasSize(1);
    both.addAll(corpus.half(false).series());
    assertThat(both).hasSize(2);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
