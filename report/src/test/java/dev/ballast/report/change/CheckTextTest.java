package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Page;
import dev.ballast.report.Style;
import org.junit.jupiter.api.Test;

class CheckTextTest {
  @Test
  void aFindingIsWholeWithoutAnotherPage() {
    Page page = new Page(Style.PLAIN);

    CheckText.print(page, OneFinding.FINDING);

    assertThat(page.toString())
        .isEqualTo(
            """
            db/2.sql:3:1  error  drop-table
                DROP TABLE
                  orders
              All rows of orders go.
              locks  orders ACCESS EXCLUSIVE, customers ACCESS EXCLUSIVE (if it is referenced)
              work   rewrites all of orders
              Rename it first.
              write instead:
                -- first:
                ALTER TABLE orders RENAME TO orders_old;

            """);
  }

  @Test
  void whatWasAcceptedIsOneLineWithItsReason() {
    Page page = new Page(Style.PLAIN);

    CheckText.print(page, OneFinding.accepted().accepted().getFirst());

    assertThat(page.toString()).isEqualTo("db/2.sql:3:1  accepted  drop-table: in the baseline\n");
  }

  @Test
  void theSummaryCountsWhatWasFoundAndRead() {
    assertThat(summary(true))
        .isEqualTo(
            """
            1 error, 0 warnings, 0 remarks in 5 statements of 2 files (Flyway, PostgreSQL 17)
            ballast change explain <rule> prints a rule's page
            """);
    assertThat(summary(false))
        .isEqualTo("nothing found in 5 statements of 2 files (Flyway, PostgreSQL 17)\n");
  }

  private static String summary(boolean found) {
    Page page = new Page(Style.PLAIN);
    CheckText.printSummary(page, found ? OneFinding.found() : OneFinding.nothing());
    return page.toString();
  }
}
