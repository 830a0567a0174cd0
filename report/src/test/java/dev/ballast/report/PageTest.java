package dev.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Page page = new Page(Style.PLAIN);

    page.table(List.of("ID", "SIZE"), List.of(List.of("a", "10 MB"), List.of("long-name", "1 B")));

    assertThat(page.toString())
        .isEqualTo(
            """
            ID         SIZE
            a          10 MB
            long-name  1 B
            """);
  }

  @Test
  void colourTakesNoWidth() {
    Page page = new Page(Style.COLOURED);

    page.table(List.of(), List.of(List.of(page.style().red("no"), "x"), List.of("yes", "y")));

    assertThat(page.toString()).isEqualTo("\u001b[31mno\u001b[0m   x\nyes  y\n");
  }
}
