package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.report.server.UsersReport.UserLine;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.api.RoleRequest;
import dev.ballast.server.api.SetupRequest;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.api.TicketsView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.VaultNode;
import dev.ballast.server.page.Browser.Look;
import dev.ballast.server.page.Browser.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages of a node in a real browser: of a server whose names try to be markup.
class PagesIT {
  private static final Clock CLOCK = Clock.system();
  private static final String PASSWORD = "a long sentence of a person";
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&<script>alert(2)</script>";

  /// In quotes, as SQL has it.
  private static final String NAME = '"' + HOSTILE.replace("\"", "\"\"").substring(0, 40) + '"';

  private static TemporaryCluster shop;
  private static VaultNode node;
  private static NodeClient owner;
  private static Browser browser;
  private static String ann;
  private static String vic;

  @BeforeAll
  static void start() {
    assumeTrue(Browser.program().isPresent(), "no browser: Debian's package chromium has one");
    shop = TemporaryCluster.of(18, CLOCK).tcp().setting("compute_query_id", "on").start();
    hostileNames();
    node =
        VaultNode.start(
            CLOCK,
            """
            targets:
              shop:
                host: 127.0.0.1
                port: %d
                user: postgres
                auth: [none]
                labels: {env: prod, site: '%s'}
                owner: '%s'
            """
                .formatted(
                    shop.settings().port(), HOSTILE.replace("'", "''"), HOSTILE.replace("'", "''")),
            SampleEvidence::fill);
    owner = new NodeClient(node.address(), node.ownersToken(), Optional.empty());
    owner.post(
        "/api/v1/setup",
        Optional.of(new SetupRequest(node.adminLink(), "ann", PASSWORD)),
        UserLine.class);
    LinkView link =
        owner.post("/api/v1/users/vic", Optional.of(new RoleRequest("viewer")), LinkView.class);
    owner.post(
        "/api/v1/setup",
        Optional.of(new SetupRequest(link.link().replaceFirst("/setup#", ""), "", PASSWORD)),
        UserLine.class);
    browser = Browser.start(Browser.program().orElseThrow(), node.address());
    ann = browser.session("ann", PASSWORD);
    vic = browser.session("vic", PASSWORD);
    eventually(() -> owner.get("/api/v1/targets/shop", TargetView.class).reachable());
    eventually(() -> !owner.get("/api/v1/tickets", TicketsView.class).tickets().isEmpty());
  }

  @AfterAll
  static void end() {
    if (node != null) {
      browser.close();
      owner.close();
      node.close();
      shop.close();
    }
  }

  private static void hostileNames() {
    try (Session session = shop.session()) {
      session.execute("CREATE SCHEMA " + NAME);
      session.execute("CREATE TABLE %s.%s (id int PRIMARY KEY)".formatted(NAME, NAME));
      session.execute("CREATE ROLE %s LOGIN".formatted(NAME));
      session.execute("CREATE DATABASE " + NAME);
      session.execute("CREATE PUBLICATION %s FOR TABLE %s.%s".formatted(NAME, NAME, NAME));
      // An index is a relation, too, and cannot have the name of its table.
      String index = NAME.replace("<script>", "<svg>");
      session.execute("CREATE INDEX %s ON %s.%s (id)".formatted(index, NAME, NAME));
      session.execute("ALTER TABLE %s.%s SET (autovacuum_enabled = off)".formatted(NAME, NAME));
    }
  }

  private static List<String> paths() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "/",
                "/?q=env%3Dprod+shop",
                "/targets/shop",
                "/targets/shop?last=30d",
                "/alerts",
                "/tickets",
                "/incidents",
                "/proofs",
                "/changes",
                "/changes/main/" + SampleEvidence.REHEARSAL,
                "/proofs/main/" + SampleEvidence.PROOF,
                "/recover?target=shop&at=2026-11-30T08:10:00Z",
                "/reports",
                "/reports/executive",
                "/reports/weekly",
                "/admin",
                "/targets/shop/statements/1"));
    owner.get("/api/v1/alerts", dev.ballast.server.api.AlertsView.class).alerts().stream()
        .filter(alert -> alert.condition().summary().contains("<"))
        .limit(1)
        .forEach(
            alert -> {
              all.add("/alerts/" + alert.id());
              all.add("/incidents/" + alert.id());
            });
    owner.get("/api/v1/tickets", TicketsView.class).tickets().stream()
        .limit(1)
        .forEach(ticket -> all.add("/tickets/" + ticket.id()));
    assertThat(all).hasSize(20);
    return all;
  }

  @Test
  void everyPageIsReadableInEachLook() {
    List<String> paths = paths();
    for (Look look : Look.values()) {
      try (Window window = browser.open(look, ann)) {
        window.go("/login");
        assertThat(window.barriers()).as("login").isEmpty();
        for (String path : paths) {
          assertThat(window.go(path)).as(path).isEqualTo(200);
          window.picture(PICTURES.resolve(name(path) + "-" + look + ".png"));
          assertThat(window.complaints()).as(path).isEmpty();
          assertThat(window.tooWide()).as(path + ", " + look).isEmpty();
          if (look != Look.PHONE) {
            assertThat(window.barriers()).as(path + ", " + look).isEmpty();
          }
        }
      }
    }
  }

  private static String name(String path) {
    return path.equals("/") ? "fleet" : path.replaceAll("[^a-z0-9]+", "-").substring(1);
  }

  @Test
  void aNameOfADatabaseIsNeverMarkup() {
    try (Window window = opened(ann)) {
      for (String path : paths()) {
        window.go(path);
        assertThat(window.page().locator("img[src=x], main script").count()).as(path).isZero();
      }
      window.go("/tickets");
      assertThat(window.page().content()).contains("&lt;img src=x onerror=");
      assertThat(window.complaints()).isEmpty();
    }
  }

  /// Names that only a session has: of its application, in the text of its statement.
  @Test
  void whoWaitsForWhomIsNeverMarkup() throws InterruptedException {
    String application = "SET application_name = '%s'".formatted(HOSTILE.replace("'", "''"));
    try (Session holder = shop.session();
        Session waiter = shop.session();
        Window window = opened(ann)) {
      holder.execute(application);
      holder.execute("BEGIN");
      holder.execute("LOCK TABLE %s.%s".formatted(NAME, NAME));
      waiter.execute(application);
      waiter.execute("BEGIN");
      Thread waiting =
          Thread.ofVirtual().start(() -> waiter.execute("LOCK TABLE %s.%s".formatted(NAME, NAME)));
      eventually(
          () -> {
            window.go("/targets/shop");
            return window.page().locator("#locks ~ .wide tbody tr").count() == 2;
          });
      assertThat(window.page().locator("section:has(#locks)").innerText())
          .contains("<img src=x onerror=alert(1)>");
      assertThat(window.page().locator("img[src=x], main script").count()).isZero();
      assertThat(window.complaints()).isEmpty();
      holder.execute("ROLLBACK");
      waiting.join();
    }
  }

  @Test
  void theFleetIsFilteredByALabelAndAnOwnerWithoutAScript() {
    try (Window window = browser.open(Look.LIGHT, false, Optional.of(ann))) {
      Page page = window.page();
      window.go("/?q=env%3Dstage");
      assertThat(page.locator("main").innerText()).contains("No target is found by");
      page.fill("#q", "env=prod SHO");
      page.locator("form.filter button").click();
      assertThat(page.url()).contains("q=env%3Dprod+SHO");
      assertThat(page.locator("main tbody tr").count()).isEqualTo(1);
      assertThat(page.locator("svg.spark").getAttribute("aria-label"))
          .startsWith("Active sessions of the last hour: now ");
      page.locator(".tags a").first().click();
      assertThat(page.url()).contains("q=owner%3D%3Cimgsrc");
      assertThat(page.locator("main tbody tr").count()).isEqualTo(1);
    }
  }

  @Test
  void whoCallsAStatementIsTextThatRestsOnSamples() {
    try (Session session = shop.session();
        Window window = opened(ann)) {
      Thread caller = Thread.ofVirtual().start(PagesIT::call);
      eventually(() -> !sleepers(session).isEmpty());
      String page = "/targets/shop/statements/" + sleepers(session).getFirst();
      eventually(
          () -> {
            window.go(page);
            return window.page().locator("#callers ~ .wide tbody tr").count() == 1;
          });
      String callers = window.page().locator("section[aria-labelledby=callers]").innerText();
      assertThat(callers).contains(HOSTILE, "postgres", "100 %", "Rests on", "That is few");
      assertThat(window.page().locator("#waits svg.chart").count()).isEqualTo(1);
      assertThat(window.complaints()).isEmpty();
      window.picture(PICTURES.resolve("statement-callers.png"));
      session.text(
          "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity"
              + " WHERE query LIKE 'SELECT pg_sleep(%'");
      caller.interrupt();
    }
  }

  private static void call() {
    try (Session session = shop.session()) {
      session.execute("SET application_name = '" + HOSTILE.replace("'", "''") + "'");
      session.text("SELECT pg_sleep(300)::text");
    } catch (Fault terminated) {
      // It is, by the test.
    }
  }

  private static List<String> sleepers(Session session) {
    return session.query(
        "SELECT query_id::text AS id FROM pg_stat_activity"
            + " WHERE query LIKE 'SELECT pg_sleep(%' AND query_id IS NOT NULL",
        row -> row.text("id"));
  }

  @Test
  void aPeriodIsComparedWithTheOneBeforeIt() {
    try (Window window = opened(ann)) {
      Page page = window.page();
      window.go("/targets/shop?last=15m");
      page.locator("[data-against=on]").click();
      page.waitForURL("**/targets/shop?last=15m&against=previous");
      assertThat(page.locator("svg.chart g.dashed").count()).isPositive();
      assertThat(page.locator("#wal table").textContent()).contains("previous period");
      assertThat(page.locator(".choices a").first().getAttribute("href"))
          .endsWith("against=previous");
      page.locator("[data-against=off]").click();
      page.waitForURL("**/targets/shop?last=15m");
      assertThat(page.locator("svg.chart g.dashed").count()).isZero();
      assertThat(window.go("/targets/shop?against=tomorrow")).isEqualTo(400);
    }
  }

  @Test
  void everythingIsReadWithoutAScript() {
    try (Window window = browser.open(Look.LIGHT, false, Optional.empty())) {
      window.go("/tickets");
      window.logIn("ann", PASSWORD);
      assertThat(window.page().url()).endsWith("/tickets");
      assertThat(window.page().locator("tbody tr").count()).isPositive();
      window.go("/targets/shop");
      assertThat(window.page().locator("svg.chart").count()).isPositive();
      assertThat(window.page().locator("footer").innerText()).contains("UTC");
    }
  }

  @Test
  void keysLeadEverywhere() {
    try (Window window = opened(ann)) {
      Page page = window.page();
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus").innerText()).isEqualTo("Skip to the content");
      page.keyboard().press("g");
      page.keyboard().press("t");
      page.waitForURL("**/tickets");
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForURL("**/tickets/*");
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open]").count()).isEqualTo(1);
      page.keyboard().press("Escape");
      page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
      // A browser gives the focus back a moment after it has closed a dialog.
      page.waitForCondition(
          () -> {
            page.keyboard().press("/");
            return page.locator("#find:focus").count() == 1;
          });
      window.go("/targets/shop");
      page.locator("#wal .plot").focus();
      page.keyboard().press("ArrowLeft");
      assertThat(page.locator("#wal .reading").innerText()).contains("write-ahead log");
      page.keyboard().press("Space");
      page.keyboard().press("Shift+ArrowLeft");
      page.keyboard().press("Enter");
      page.waitForURL("**from=*");
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void everyPageIsUsedByKeysAlone() {
    try (Window window = opened(ann)) {
      Page page = window.page();
      List<String> paths = new ArrayList<>(paths());
      paths.add("/profile");
      for (String path : paths) {
        window.go(path);
        assertThat(window.walk()).as(path).isEmpty();
      }
      window.go("/");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator("#content:focus").count()).isEqualTo(1);
      page.locator(".who summary").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".who[open]").count()).isEqualTo(1);
      page.keyboard().press("Escape");
      assertThat(page.locator(".who[open]").count()).isZero();
      assertThat(page.locator(".who summary:focus").count()).isEqualTo(1);
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void whoMayNotActIsShownWhyAndRefused() {
    try (Window window = opened(vic)) {
      Page page = window.page();
      window.go("/tickets");
      page.locator("tbody tr a").first().click();
      page.waitForURL("**/tickets/*");
      assertThat(page.locator("main form button[disabled]").count()).isEqualTo(2);
      assertThat(page.locator("main").innerText()).contains("role, viewer, may not");
      window.go("/admin");
      assertThat(page.locator("main").innerText()).contains("shown to the role admin");
      page.evaluate("document.querySelectorAll('[disabled]').forEach(e => e.disabled = false)");
      page.locator("form[action='/admin/jobs/run'] button").first().click();
      page.waitForSelector("text=access-denied");
    }
  }

  @Test
  void aTicketIsAssignedOnItsPage() {
    try (Window window = opened(ann)) {
      Page page = window.page();
      window.go("/tickets");
      page.locator("tbody tr a").first().click();
      page.waitForURL("**/tickets/*");
      page.fill("#owner", "bea");
      page.locator("form[action$='/owner'] button").click();
      page.waitForSelector("text=assigned by user ann");
      assertThat(page.locator("main").innerText()).contains("owner bea");
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void aSessionThatEndedLeadsBackToWhereItWas() {
    try (Window window = opened(ann);
        Window other = opened(browser.session("ann", PASSWORD))) {
      window.go("/tickets");
      window.page().context().clearCookies();
      window.go("/alerts");
      assertThat(window.page().url()).contains("/login?to=%2Falerts");
      window.logInInVain("ann", "wrong");
      assertThat(window.page().locator("#refused").innerText()).contains("do not belong together");
      window.logIn("ann", PASSWORD);
      assertThat(window.page().url()).endsWith("/alerts");
      other.page().locator(".who summary").click();
      other.page().locator("form[action='/logout'] button").click();
      other.page().waitForURL("**/login");
      other.go("/");
      assertThat(other.page().url()).contains("/login");
    }
  }

  @Test
  void aTargetThatVanishesSaysSo() {
    try (Window window = opened(ann)) {
      window.go("/targets/shop");
      shop.stop(StopMode.IMMEDIATE);
      eventually(() -> !owner.get("/api/v1/targets/shop", TargetView.class).reachable());
      window.page().reload();
      assertThat(window.page().locator("main").innerText())
          .contains("Unreachable", "the last that was read");
      assertThat(window.page().locator("svg.chart").count()).isPositive();
      shop.start();
      eventually(() -> owner.get("/api/v1/targets/shop", TargetView.class).reachable());
    }
  }

  @Test
  void whatIsNotThereIsAPageToo() {
    try (Window window = opened(ann)) {
      assertThat(window.go("/targets/nothing")).isEqualTo(404);
      assertThat(window.page().locator("main").innerText()).contains("resource-missing");
      assertThat(window.go("/targets/shop?last=9h")).isEqualTo(400);
      assertThat(window.barriers()).isEmpty();
    }
  }

  private static Window opened(String session) {
    Window window = browser.open(Look.LIGHT, session);
    window.go("/");
    return window;
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(Duration.ofMinutes(2));
      CLOCK.pause(Duration.ofMillis(200));
    }
  }
}
