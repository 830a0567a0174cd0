package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.fleet.FleetPage.About;
import dev.ballast.report.server.StatusReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which targets the words of a search leave.
class FleetSearchTest {
  private static final Map<String, About> ABOUTS =
      Map.of(
          "shop", about("bea", "env=prod", "tier=1"),
          "shop-stage", about("bea", "env=stage", "site=New York"),
          "desk", about("Carl", "env=prod"),
          "till", new About(List.of(), Optional.empty(), Optional.empty()));

  @ParameterizedTest
  @CsvSource({
    "'', 'desk shop shop-stage till'",
    "'  ', 'desk shop shop-stage till'",
    "shop, 'shop shop-stage'",
    "SHOP, 'shop shop-stage'",
    "env=prod, 'desk shop'",
    "env=pro, ''",
    "env=, ''",
    "prod, 'desk shop'",
    "owner=bea, 'shop shop-stage'",
    "OWNER=carl, desk",
    "carl, desk",
    "owner=be, ''",
    "'env=prod owner=bea', shop",
    "'shop env=prod tier=1', shop",
    "'shop desk', ''",
    "site=newyork, shop-stage",
    "york, shop-stage",
    "'%_.*(', ''",
  })
  void allWordsFit(String words, String targets) {
    StatusReport status =
        new StatusReport(
            ABOUTS.keySet().stream()
                .map(name -> StatusReport.line(name, Optional.empty(), List.of()))
                .toList(),
            List.of());
    FleetPage page = FleetPages.of(status, List.of(), List.of(), ABOUTS::get, words, 1);
    assertThat(String.join(" ", page.rows().stream().map(FleetPage.Row::target).toList()))
        .isEqualTo(targets);
    assertThat(page.counts().getFirst().targets()).isEqualTo(ABOUTS.size());
  }

  private static About about(String owner, String... labels) {
    return new About(List.of(labels), Optional.of(owner), Optional.empty());
  }
}
