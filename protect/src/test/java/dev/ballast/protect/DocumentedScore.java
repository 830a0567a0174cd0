package dev.ballast.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the page on proof levels reports of a mutation suite: its row there.
public final class DocumentedScore {
  private static final Path PAGE = Path.of("..", "docs", "reference", "proof-levels.md");

  private DocumentedScore() {}

  /// Fails unless the row of the suite reports that all of so many were detected, and says each of
  /// the other things.
  public static void assertRow(Class<?> suite, int score, String... more) {
    try {
      String row =
          assertThat(Files.readAllLines(PAGE))
              .filteredOn(line -> line.contains("| `" + suite.getSimpleName() + "` in `protect` |"))
              .singleElement()
              .actual();
      assertThat(row).contains("| %d of %d,".formatted(score, score));
      assertThat(more).allSatisfy(words -> assertThat(row).contains(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
