package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.http.Visitor.Answer;
import dev.ballast.server.node.SteppedClock;
import dev.ballast.server.node.VaultNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets which page, and whose forms count.
class PageGateIT {
  private static final String PASSWORD = "a long sentence of a person";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final SteppedClock CLOCK = new SteppedClock();
  private static VaultNode node;
  private static Visitor stranger;

  @BeforeAll
  static void start() {
    node = VaultNode.start(CLOCK, "");
    stranger = Visitor.of(node.address());
    assertThat(setUp(node.adminLink(), "ann").status()).isEqualTo(200);
    String link =
        stranger
            .withToken(node.ownersToken())
            .post("/api/v1/users/vic", "{\"role\": \"viewer\"}")
            .text("link");
    assertThat(setUp(link.replaceFirst("/setup#", ""), "").status()).isEqualTo(200);
  }

  private static Answer setUp(String link, String user) {
    return stranger.post(
        "/api/v1/setup",
        "{\"link\": \"%s\", \"user\": \"%s\", \"password\": \"%s\"}"
            .formatted(link, user, PASSWORD));
  }

  @BeforeEach
  void waitForLogins() {
    CLOCK.step(Duration.ofMinutes(5));
  }

  @AfterAll
  static void end() {
    node.close();
  }

  static List<String> pages() {
    return List.of(
        "/",
        "/targets/shop",
        "/targets/shop/statements/1",
        "/alerts",
        "/alerts/x",
        "/tickets",
        "/tickets/1",
        "/incidents",
        "/incidents/x",
        "/proofs",
        "/proofs/main/1",
        "/changes",
        "/reports",
        "/reports/executive",
        "/reports/weekly",
        "/profile",
        "/admin");
  }

  static List<String> forms() {
    return List.of(
        "/alerts/x/mute",
        "/tickets/1/owner",
        "/tickets/1/close",
        "/admin/jobs/run",
        "/admin/routes/test",
        "/admin/users/add",
        "/admin/users/link",
        "/admin/users/role",
        "/admin/users/disable",
        "/admin/users/enable",
        "/admin/tokens/create",
        "/admin/tokens/revoke");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whoIsNotKnownIsLedToTheLoginAndBack(String page) {
    Answer answer = stranger.get(page);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .hasValue("/login?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    assertThat(answer.response().body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whoMayOnlyReadChangesNothing(String form) {
    Answer answer = viewer().send("POST", form, "csrf=x");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.response().body()).contains("access-denied").startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormWithoutTheTokenOfTheSessionChangesNothing(String form) {
    Visitor ann = session("ann");
    for (String body : List.of("job=upkeep of events", "csrf=", "csrf=0123456789abcdef")) {
      Answer answer = ann.send("POST", form, body);
      assertThat(answer.status()).as(body).isEqualTo(403);
      assertThat(answer.response().body()).contains("cross-site-refused");
    }
    // The token as a header is for programs of the API, whose requests are JSON.
    Answer json =
        stranger
            .with("Cookie", logIn("ann", PASSWORD, "/").sessionCookie())
            .with("X-Ballast-CSRF", token(ann))
            .send("POST", form, "{}");
    assertThat(json.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormOfAnotherSiteChangesNothing(String form) {
    Visitor ann = session("ann");
    String body = "csrf=" + token(ann);
    assertThat(ann.with("Sec-Fetch-Site", "cross-site").send("POST", form, body).status())
        .isEqualTo(403);
    assertThat(ann.with("Origin", "https://example.com").send("POST", form, body).status())
        .isEqualTo(403);
  }

  @Test
  void aJobIsRunByItsForm() {
    Visitor ann = session("ann");
    Answer done = ann.send("POST", "/admin/jobs/run", "job=upkeep+of+events&csrf=" + token(ann));
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).hasValue("/admin");
    assertThat(node.actions()).anyMatch(e -> e.payload().contains("/admin/jobs/run"));
    Answer none = ann.send("POST", "/admin/jobs/run", "job=nothing&csrf=" + token(ann));
    assertThat(none.status()).isEqualTo(404);
  }

  @Test
  void aUserIsAddedByAFormAndTheLinkIsShownOnce() {
    Visitor ann = session("ann");
    Answer added =
        ann.send("POST", "/admin/users/add", "user=bob&role=operator&csrf=" + token(ann));
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.header("Cache-Control")).hasValue("no-store");
    String link = after(added, "/setup#");
    assertThat(added.response().body()).contains(">" + node.address() + "/setup#" + link + "<");
    assertThat(ann.get("/admin").response().body()).contains(">bob<").doesNotContain(link);
    assertThat(setUp(link, "").status()).isEqualTo(200);
    assertThat(node.actions())
        .anyMatch(e -> e.payload().contains("/admin/users/add") && e.payload().contains("bob"))
        .noneMatch(e -> e.payload().contains(link));
    Answer again = ann.send("POST", "/admin/users/add", "user=bob&role=viewer&csrf=" + token(ann));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.response().body()).contains("user-exists");
    for (String wrong : List.of("user=bea&role=owner", "user=%3Cb%3E&role=viewer", "role=viewer")) {
      Answer refused = ann.send("POST", "/admin/users/add", wrong + "&csrf=" + token(ann));
      assertThat(refused.status()).as(wrong).isBetween(400, 422);
    }
  }

  @Test
  void aUserIsGivenAnotherRoleAndForbiddenAndAllowedAgainByForms() {
    Visitor ann = session("ann");
    Answer added = ann.send("POST", "/admin/users/add", "user=eve&role=viewer&csrf=" + token(ann));
    assertThat(setUp(after(added, "/setup#"), "").status()).isEqualTo(200);
    Visitor eve = session("eve");
    assertThat(eve.get("/admin").response().body())
        .contains("Users are shown to the role admin", "<fieldset class=\"inrow\" disabled")
        .doesNotContain(">vic<", "/admin/users/role");
    assertThat(ann.send("POST", "/admin/users/role", "user=eve&role=admin&csrf=" + token(ann)))
        .extracting(Answer::status)
        .isEqualTo(303);
    assertThat(eve.get("/admin").response().body()).contains(">vic<", "/admin/users/role");
    ann.send("POST", "/admin/users/disable", "user=eve&csrf=" + token(ann));
    assertThat(eve.get("/admin").status()).isEqualTo(303);
    ann.send("POST", "/admin/users/enable", "user=eve&csrf=" + token(ann));
    Answer link = ann.send("POST", "/admin/users/link", "user=eve&csrf=" + token(ann));
    assertThat(after(link, "/setup#")).hasSize(64);
    ann.send("POST", "/admin/users/disable", "user=eve&csrf=" + token(ann));
  }

  @Test
  void aNodeIsNeverLeftWithoutAnAdmin() {
    Visitor ann = session("ann");
    for (String form : List.of("disable?user=ann", "role?user=ann&role=viewer")) {
      String[] parts = form.split("\\?", -1);
      Answer refused =
          ann.send("POST", "/admin/users/" + parts[0], parts[1] + "&csrf=" + token(ann));
      assertThat(refused.status()).as(form).isEqualTo(409);
      assertThat(refused.response().body()).contains("ann is the only admin", "last-admin");
    }
    assertThat(ann.get("/admin").response().body()).contains("/admin/users/role");
  }

  @Test
  void aTokenIsMadeByAFormShownOnceAndRevoked() {
    Visitor ann = session("ann");
    Answer made =
        ann.send(
            "POST",
            "/admin/tokens/create",
            "name=%3Cb%3Escraper&scope=read%3Aapi&scope=read%3Ametrics&days=7&csrf=" + token(ann));
    assertThat(made.status()).isEqualTo(200);
    String secret = "blt_" + after(made, "<code>blt_");
    assertThat(stranger.withToken(secret).get("/api/v1/targets").status()).isEqualTo(200);
    assertThat(stranger.withToken(secret).post("/api/v1/users/x/disable", "{}").status())
        .isEqualTo(403);
    String prefix = secret.substring(0, secret.lastIndexOf('_'));
    assertThat(ann.get("/admin").response().body())
        .contains(prefix, "&lt;b&gt;scraper", "read:api, read:metrics")
        .doesNotContain(secret, "<b>scraper");
    ann.send("POST", "/admin/tokens/revoke", "token=" + prefix + "&csrf=" + token(ann));
    assertThat(stranger.withToken(secret).get("/api/v1/targets").status()).isEqualTo(401);
    assertThat(node.actions())
        .anyMatch(e -> e.payload().contains("/admin/tokens/revoke") && e.payload().contains(prefix))
        .noneMatch(e -> e.payload().contains(secret));
    for (String wrong :
        List.of("name=x", "scope=operate", "name=x&scope=all", "name=x&scope=operate&days=0")) {
      Answer refused = ann.send("POST", "/admin/tokens/create", wrong + "&csrf=" + token(ann));
      assertThat(refused.status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void howPagesLookFollowsAPersonToAnotherBrowser() {
    Visitor vic = viewer();
    String form = "theme=dark&density=dense&zone=Asia%2FTokyo&csrf=";
    assertThat(vic.send("POST", "/profile", form + "x").status()).isEqualTo(403);
    assertThat(vic.send("POST", "/profile", form + token(vic)).header("Location"))
        .hasValue("/profile?kept=yes");
    String other =
        stranger
            .with("Cookie", logIn("vic", PASSWORD, "/").sessionCookie() + "; ballast-zone=UTC")
            .get("/profile")
            .response()
            .body();
    assertThat(other)
        .contains(
            "data-theme=\"dark\" data-density=\"dense\" data-shortcuts=\"off\"",
            "Times are of Asia/Tokyo, UTC+09:00",
            "<option value=\"dark\" selected>");
    assertThat(session("ann").get("/profile").response().body())
        .contains("data-theme=\"system\" data-density=\"usual\" data-shortcuts=\"on\"");
    for (String wrong :
        List.of(
            "theme=pink&density=usual",
            "theme=dark&density=<b>",
            "theme=dark&density=usual&zone=Europe%2FAtlantis")) {
      assertThat(vic.send("POST", "/profile", wrong + "&csrf=" + token(vic)).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(
            vic.send(
                    "POST",
                    "/profile",
                    "theme=system&density=usual&zone=&shortcuts=on&csrf=" + token(vic))
                .status())
        .isEqualTo(303);
    assertThat(vic.get("/profile").response().body())
        .contains("data-theme=\"system\"", "data-shortcuts=\"on\"", "Times are of UTC.");
    assertThat(stranger.withToken(node.ownersToken()).get("/profile").status()).isEqualTo(403);
  }

  /// What follows a text on a page, up to the end of a word.
  private static String after(Answer page, String text) {
    String body = page.response().body();
    int from = body.indexOf(text) + text.length();
    int to = from;
    while (Character.isLetterOrDigit(body.charAt(to)) || body.charAt(to) == '_') {
      to++;
    }
    return body.substring(from, to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//example.com/",
        "https://example.com/",
        "/\\example.com",
        "\\\\example.com",
        "",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/ä"
      })
  void aLoginLeadsNowhereElse(String to) {
    Answer answer = logIn("ann", PASSWORD, to);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).hasValue("/");
  }

  @Test
  void aLoginLeadsBackAndItsCookieIsForThisHostOnly() {
    Answer answer = logIn("ann", PASSWORD, "/tickets?owner=bea");
    assertThat(answer.header("Location")).hasValue("/tickets?owner=bea");
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .startsWith("__Host-ballast=")
        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/");
  }

  @Test
  void aLoginThatIsRefusedSaysWhyAndShowsNoPassword() {
    Answer answer = logIn("<b>ann", "<i>secret", "/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().body())
        .contains("do not belong together", "&lt;b>ann")
        .doesNotContain("<b>ann", "secret");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aPageAllowsNothingFromElsewhereAndIsNotKept() {
    Answer page = viewer().get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("Cache-Control")).hasValue("no-store");
    assertThat(page.response().body()).doesNotContain("style=", "onclick", "https://");
  }

  @Test
  void anAssetIsKeptAndHasItsDigestInItsName() {
    String page = stranger.get("/login").response().body();
    int at = page.indexOf("/assets/ballast-");
    String path = page.substring(at, page.indexOf('"', at));
    Answer asset = stranger.get(path);
    assertThat(asset.status()).isEqualTo(200);
    assertThat(asset.header("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(stranger.with("Accept-Encoding", "gzip").get(path).header("Content-Encoding"))
        .hasValue("gzip");
    assertThat(stranger.get("/assets/ballast-0000000000000000.css").status()).isEqualTo(404);
    assertThat(viewer().get("/assets/..%2f..%2fmaster.key").status()).isEqualTo(404);
  }

  @Test
  void whatIsAskedForWronglyIsAPage() {
    assertThat(viewer().get("/?colour=red").status()).isEqualTo(400);
    assertThat(viewer().get("/proofs/main/x").status()).isEqualTo(404);
    assertThat(viewer().get("/?page=0").response().body()).startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe%2FBerlin, 'Europe/Berlin, UTC+'",
    "Europe/Berlin, 'Europe/Berlin, UTC+'",
    "Europe%2FAtlantis, of UTC.",
    "%zz, of UTC.",
    "%, of UTC.",
    "<b>, of UTC.",
  })
  void timesAreOfTheReadersZoneWhereThereIsOne(String zone, String words) {
    String cookie = logIn("vic", PASSWORD, "/").sessionCookie();
    Answer page = stranger.with("Cookie", cookie + "; ballast-zone=" + zone).get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains(words);
  }

  private static Visitor viewer() {
    return session("vic");
  }

  private static Visitor session(String user) {
    return stranger
        .with("Content-Type", FORM)
        .with("Cookie", logIn(user, PASSWORD, "/").sessionCookie());
  }

  private static String token(Visitor session) {
    return session.get("/api/v1/session").text("csrf");
  }

  private static Answer logIn(String user, String password, String to) {
    return stranger
        .with("Content-Type", FORM)
        .send(
            "POST",
            "/login",
            "user=%s&password=%s&to=%s".formatted(encoded(user), encoded(password), encoded(to)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
