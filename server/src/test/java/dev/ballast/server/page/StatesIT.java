package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ballast.pages.Asset;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.access.FailurePage;
import dev.ballast.pages.admin.AdminPage;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.fleet.OpenPages;
import dev.ballast.pages.frame.Frame;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.frame.Viewer;
import dev.ballast.pages.proof.ProofsPage;
import dev.ballast.pages.target.TargetPage;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import dev.ballast.pages.work.TicketsPage;
import dev.ballast.server.page.Browser.Look;
import dev.ballast.server.page.Browser.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What pages look like while there is nothing, nothing yet, something old, a part, or a refusal:
/// each as a value, and kept as a picture.
class StatesIT {
  private static final Path PICTURES = Path.of("target", "pictures", "states");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final int STEPS = 360;
  private static final Map<String, State> STATES = states();
  private static HttpServer shelf;
  private static Browser browser;

  /// @param says what a reader must find in it
  private record State(String page, List<String> says) {
    State(byte[] page, List<String> says) {
      this(new String(page, StandardCharsets.UTF_8), says);
    }

    byte[] bytes() {
      return page.getBytes(StandardCharsets.UTF_8);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Browser.program().isPresent(), "no browser: Debian's package chromium has one");
    shelf = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shelf.createContext("/", StatesIT::answer);
    shelf.start();
    browser =
        Browser.start(
            Browser.program().orElseThrow(),
            URI.create("http://127.0.0.1:" + shelf.getAddress().getPort()));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
      shelf.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().replaceFirst("^/(assets/)?", "");
    Optional<Asset> asset = Asset.find(name);
    byte[] body =
        asset.map(Asset::content).orElseGet(() -> STATES.get(name.replaceAll("/.*", "")).bytes());
    exchange
        .getResponseHeaders()
        .set("Content-Type", asset.map(Asset::mediaType).orElse("text/html; charset=utf-8"));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static List<String> names() {
    return List.copyOf(STATES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStateSaysWhatItIsAndWhatToDo(String name) {
    for (Look look : Look.values()) {
      try (Window window = browser.open(look, true, Optional.empty())) {
        window.go("/" + name);
        window.picture(PICTURES.resolve(name + "-" + look + ".png"));
        assertThat(window.page().locator("main").innerText())
            .contains(STATES.get(name).says())
            .doesNotContain("NaN", "null", "Optional");
        assertThat(window.complaints()).isEmpty();
        assertThat(window.tooWide()).isEmpty();
        assertThat(window.barriers()).isEmpty();
      }
    }
  }

  private static Map<String, State> states() {
    Map<String, State> all = new LinkedHashMap<>();
    all.put(
        "empty-fleet",
        new State(
            Pages.html(
                Templates.FLEET,
                frame("Fleet", Section.FLEET, viewer()),
                new FleetPage(
                    "No target is watched.", new OpenPages(0, 0), List.of(), "", 0, 1, List.of())),
            List.of("No target is watched yet", "ballast node reload")));
    all.put(
        "empty-tickets",
        new State(
            Pages.html(
                Templates.TICKETS,
                frame("Tickets", Section.TICKETS, viewer()),
                new TicketsPage(
                    "No ticket is open.", Optional.empty(), List.of(), List.of(), List.of())),
            List.of("No ticket is open.")));
    all.put(
        "empty-proofs",
        new State(
            Pages.html(
                Templates.PROOFS,
                frame("Proofs", Section.PROOFS, viewer()),
                new ProofsPage("No target is watched.", List.of(), "", 0, 1, List.of())),
            List.of("No target is watched.")));
    all.put(
        "loading-target",
        new State(loading(), List.of("first readings take about ten", "Not known yet")));
    all.put(
        "stale-target",
        new State(
            stale(), List.of("Unreachable since", "the last that was read", "nobody waited")));
    all.put(
        "partial-target",
        new State(
            partial(),
            List.of(
                "2 things are not known", "GRANT pg_monitor TO ballast", "A part of the figures")));
    all.put("error", new State(error(), List.of("The store cannot be reached", "Try again")));
    all.put(
        "no-permission", new State(denied(), List.of("User vic may not do this", "another role")));
    all.put(
        "no-permission-admin",
        new State(
            Pages.html(
                Templates.ADMIN,
                frame("Admin", Section.ADMIN, viewer()),
                new AdminPage(
                    "The node does its work.",
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of("the store cannot be reached"),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new AdminPage.Choices(List.of("viewer", "admin"), List.of("read:api")))),
            List.of("changed by it; yours is viewer", "An admin gives another role")));
    return Collections.unmodifiableMap(all);
  }

  private static Viewer viewer() {
    return new Viewer("vic", "viewer", false, false, "0123");
  }

  private static Frame frame(String title, Section section, Viewer viewer) {
    return new Frame(
        title,
        Optional.of(section),
        section.path(),
        Optional.empty(),
        viewer,
        new Moments(NOW, ZoneOffset.UTC));
  }

  private static byte[] loading() {
    return target(
        new Seen("not reached yet", "unknown", Optional.empty(), Optional.empty()),
        "Nothing was read of it yet: the first readings take about ten seconds.",
        List.of(),
        0);
  }

  private static byte[] stale() {
    return target(
        new Seen(
            "PostgreSQL 18.1",
            "bad",
            Optional.of(
                new TargetPage.Unreachable(
                    Optional.of(NOW.minus(Duration.ofMinutes(20))), "connection refused")),
            Optional.empty()),
        "The server cannot be reached: connection refused.",
        List.of(),
        STEPS * 2 / 3);
  }

  private static byte[] partial() {
    return target(
        new Seen(
            "PostgreSQL 18.1",
            "good",
            Optional.empty(),
            Optional.of("the store cannot be reached; this is what the node has")),
        "Nothing needs to be done here.",
        List.of(
            new TargetPage.Missing(
                "replication",
                "permission denied for function pg_stat_get_wal_senders",
                Optional.of("GRANT pg_monitor TO ballast")),
            new TargetPage.Missing("host", "no agent is there", Optional.empty())),
        STEPS);
  }

  private record Seen(
      String server,
      String tone,
      Optional<TargetPage.Unreachable> unreachable,
      Optional<String> incomplete) {}

  /// @param known how many steps of the hour something was measured in
  private static byte[] target(
      Seen seen, String verdict, List<TargetPage.Missing> missing, int known) {
    Span span =
        Span.of(NOW.minus(Duration.ofHours(1)), NOW, Duration.ofSeconds(10), ZoneOffset.UTC);
    List<Double> values =
        DoubleStream.iterate(0, i -> i + 1)
            .limit(STEPS)
            .map(i -> i < known ? 2 + Math.sin(i / 20) : Double.NaN)
            .boxed()
            .toList();
    TimeChart load =
        new TimeChart(
            "load",
            "Active sessions, by what they wait for",
            "2.4 sessions are active.",
            Unit.COUNT,
            TimeChart.Shape.STACKED,
            span,
            List.of(new Series("on a processor", 6, values)),
            List.of(),
            Optional.empty());
    TargetPage page =
        new TargetPage(
            "shop",
            seen.server(),
            verdict,
            seen.tone(),
            seen.unreachable(),
            missing,
            seen.incomplete(),
            List.of(),
            List.of(load),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    Frame frame =
        new Frame(
            "shop",
            Optional.of(Section.FLEET),
            "/targets/shop",
            Optional.of(Period.last(Period.Choice.HOUR, NOW)),
            viewer(),
            new Moments(NOW, ZoneOffset.UTC));
    return Pages.html(Templates.TARGET, frame, page);
  }

  private static byte[] error() {
    return Pages.html(
        Templates.FAILURE,
        outside("Service Unavailable"),
        new FailurePage(
            503,
            "store-away",
            "the store cannot be reached",
            Optional.of("connection to store.example.com:5432 refused"),
            Optional.of("Check that it runs; the node keeps what it reads until then."),
            Optional.of("/tickets"),
            "4f1c"));
  }

  private static byte[] denied() {
    return Pages.html(
        Templates.FAILURE,
        outside("Forbidden"),
        new FailurePage(
            403,
            "access-denied",
            "user vic may not do this",
            Optional.empty(),
            Optional.of("Ask an admin for another role, or for a token with another scope."),
            Optional.empty(),
            "4f1d"));
  }

  private static Frame outside(String title) {
    return new Frame(
        title,
        Optional.empty(),
        "/",
        Optional.empty(),
        Viewer.nobody(),
        new Moments(NOW, ZoneOffset.UTC));
  }
}
