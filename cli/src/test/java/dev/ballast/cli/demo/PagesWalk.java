package dev.ballast.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.ballast.evidence.Clock;
import dev.ballast.server.page.Browser;
import dev.ballast.server.page.Browser.Look;
import dev.ballast.server.page.Browser.Window;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What somebody new sees who opens the pages of a demonstration, and finds by clicking.
final class PagesWalk {
  private static final Path PICTURES = Path.of("target", "tour");
  private static final String PASSWORD = "a long sentence of a person";
  /// A minute of clicking, on a machine that builds beside it.
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Window window;
  private final Page page;
  private int pictures;

  private PagesWalk(Window window) {
    this.window = window;
    this.page = window.page();
  }

  /// @param link by which a first admin sets a password
  static void walk(Path program, URI link, Clock clock) {
    URI home = URI.create(link.getScheme() + "://" + link.getAuthority());
    try (Browser browser = Browser.start(program, home);
        Window window = browser.open(Look.LIGHT, true, Optional.empty())) {
      PagesWalk walk = new PagesWalk(window);
      walk.comesIn(link);
      long began = clock.nanoTime();
      walk.findsWhatIsWrong();
      walk.findsTheUnusedIndex();
      walk.seesWhatTakesTheTime();
      assertThat(clock.since(began)).isLessThan(SOON);
      walk.seesTheProof();
      walk.seesTheRest();
      assertThat(window.complaints()).isEmpty();
    }
  }

  private void comesIn(URI link) {
    page.navigate(link.toString());
    picture("setup");
    page.fill("#user", "you");
    page.fill("#password", PASSWORD);
    page.click("main button[type=submit]");
    page.waitForSelector(".who");
  }

  /// From the fleet to the cause with the commands that end it.
  private void findsWhatIsWrong() {
    assertThat(page.locator(".verdict").innerText()).contains("shop");
    picture("fleet");
    page.locator("nav a", new Page.LocatorOptions().setHasText("Alerts")).click();
    page.waitForURL("**/alerts");
    picture("alerts");
    List<String> wrong = page.locator("section[aria-labelledby=open] th a").allInnerTexts();
    assertThat(wrong)
        .anyMatch(text -> text.contains("column id of table shop.order_status_log"))
        .anyMatch(text -> text.contains("idle in a transaction"))
        .anyMatch(text -> text.contains("autovacuum is off for table shop.carts"));
    alert("column id of table shop.order_status_log");
    assertThat(page.locator(".fixes code").allInnerTexts()).anyMatch(c -> c.contains("bigint"));
    picture("alert");
    page.goBack();
    alert("idle in a transaction");
    assertThat(page.locator(".fixes code").allInnerTexts())
        .anyMatch(c -> c.contains("pg_terminate_backend"));
    page.goBack();
  }

  private void alert(String words) {
    page.locator("th a", new Page.LocatorOptions().setHasText(words)).first().click();
    page.waitForURL("**/alerts/*");
  }

  private void findsTheUnusedIndex() {
    page.locator("summary", new Page.LocatorOptions().setHasText("Notes")).click();
    Locator unused =
        page.locator("th a", new Page.LocatorOptions().setHasText("users_last_seen_at_idx"));
    assertThat(unused.count()).isPositive();
    unused.first().click();
    page.waitForURL("**/alerts/*");
    assertThat(page.locator(".fixes code").allInnerTexts())
        .anyMatch(c -> c.contains("DROP INDEX CONCURRENTLY"));
  }

  private void seesWhatTakesTheTime() {
    page.navigate(page.url().replaceAll("/alerts/.*", "/targets/shop?last=15m"));
    assertThat(page.locator("#load svg.chart").count()).isEqualTo(1);
    picture("target");
    page.locator("section[aria-labelledby=statements] th a").first().click();
    page.waitForURL("**/statements/*");
    assertThat(page.locator("section[aria-labelledby=text] code").innerText()).isNotBlank();
    picture("statement");
  }

  private void seesTheProof() {
    page.locator("nav a", new Page.LocatorOptions().setHasText("Proofs")).click();
    page.waitForURL("**/proofs");
    assertThat(page.locator("main").innerText()).contains("brought back in", "ballast restore");
    picture("proofs");
    page.locator("tbody th a").first().click();
    page.waitForURL("**/proofs/*/*");
    assertThat(page.locator("main").innerText()).contains("L0", "L6", "Run it again");
    picture("proof");
  }

  private void seesTheRest() {
    for (String section : List.of("Tickets", "Incidents", "Changes", "Reports", "Admin")) {
      page.locator("nav a", new Page.LocatorOptions().setHasText(section)).click();
      page.waitForURL("**/" + section.toLowerCase(java.util.Locale.ROOT));
      picture(section.toLowerCase(java.util.Locale.ROOT));
    }
  }

  private void picture(String name) {
    pictures++;
    window.view(PICTURES.resolve("%02d-%s.png".formatted(pictures, name)));
  }
}
