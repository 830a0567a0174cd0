package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.http.Visitor.Answer;
import dev.ballast.server.node.SteppedClock;
import dev.ballast.server.node.VaultNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What every request passes, by HTTP requests to a whole node.
class GateIT {
  private static final String ID = "X-Request-Id";
  private static final String PASSWORD = "correct horse battery";

  /// By hand: who may use an endpoint that has this need, beside those whom nothing is asked of.
  private static final Map<String, Set<String>> MAY =
      Map.of(
          "known",
          Set.of(
              "viewer",
              "operator",
              "admin",
              "read:metrics",
              "read:api",
              "operate",
              "scope admin",
              "owner"),
          "session",
          Set.of("viewer", "operator", "admin"),
          "metrics",
          Set.of("viewer", "operator", "admin", "read:metrics", "owner"),
          "read",
          Set.of("viewer", "operator", "admin", "read:api", "owner"),
          "operate",
          Set.of("operator", "admin", "operate", "owner"),
          "admin",
          Set.of("admin", "scope admin", "owner"),
          "owner",
          Set.of("owner"));

  private static final SteppedClock CLOCK = new SteppedClock();
  private static VaultNode node;
  private static Visitor stranger;
  private static Visitor owner;
  private static Visitor admin;

  @BeforeAll
  static void start() {
    node = VaultNode.start(CLOCK, "");
    stranger = Visitor.of(node.address());
    owner = stranger.withToken(node.ownersToken());
    Answer setup =
        stranger.post(
            "/api/v1/setup",
            "{\"link\": \"%s\", \"user\": \"ann\", \"password\": \"%s\"}"
                .formatted(node.adminLink(), PASSWORD));
    assertThat(setup.status()).as(setup.response().body()).isEqualTo(200);
  }

  @BeforeEach
  void logIn() {
    // Ten attempts of an address at once, then one in half a minute.
    CLOCK.step(Duration.ofMinutes(5));
    admin = stranger.loggedIn("ann", PASSWORD);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static Visitor user(String name, String role) {
    CLOCK.step(Duration.ofMinutes(5));
    String link =
        owner.post("/api/v1/users/" + name, "{\"role\": \"%s\"}".formatted(role)).text("link");
    Answer setup =
        stranger.post(
            "/api/v1/setup",
            "{\"link\": \"%s\", \"user\": \"\", \"password\": \"%s\"}"
                .formatted(link.replaceFirst("/setup#", ""), PASSWORD));
    assertThat(setup.text("name")).isEqualTo(name);
    return stranger.loggedIn(name, PASSWORD);
  }

  private static Answer token(Visitor maker, String scope) {
    return maker.post(
        "/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"%s\"], \"days\": 1}".formatted(scope));
  }

  @Test
  void aPathSaysWhichMethodsItTakesToThoseWhoAreKnown() {
    Answer answer = owner.send("PUT", "/api/v1/targets/shop", "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).hasValue("GET");
    assertThat(owner.send("PUT", "/api/v1/nothing", "").status()).isEqualTo(404);
    assertThat(stranger.send("PUT", "/api/v1/targets/shop", "").status()).isEqualTo(401);
  }

  @Test
  void aBodyThatLacksAKeyOrIsNoJsonIsTheRequestersMistake() {
    for (String body :
        List.of("{}", "{\"user\": \"ann\"}", "[]", "null", "{", "\"\"", "{\"user\": null}")) {
      Answer answer = stranger.post("/api/v1/login", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("request-invalid");
    }
  }

  @Test
  void aResponseHasTheIdOfItsRequestOrOneOfItsOwn() {
    assertThat(stranger.with("X-Request-Id", "from-a.proxy_1").get("/health/live").header(ID))
        .hasValue("from-a.proxy_1");
    assertThat(stranger.with("X-Request-Id", "a b").get("/health/live").header(ID).orElseThrow())
        .matches("[0-9a-f]{8}");
    // One that is refused too.
    assertThat(stranger.get("/api/v1/status").header(ID).orElseThrow()).matches("[0-9a-f]{8}");
  }

  @Test
  void everyEndpointAsksWhoItIsAndWhatThatOneMay() {
    Map<String, Visitor> good = new LinkedHashMap<>();
    Map<String, Visitor> bad = new LinkedHashMap<>();
    bad.put("nobody", stranger);
    bad.put("a session that has ended", user("eve", "admin"));
    bad.put("a token that has ended", stranger.withToken(token(owner, "admin").text("token")));
    CLOCK.step(Duration.ofDays(1));
    Visitor bob = user("bob", "admin");
    bad.put("a disabled user", bob);
    bad.put("a token of a disabled user", stranger.withToken(token(bob, "admin").text("token")));
    assertThat(owner.post("/api/v1/users/bob/disable", "").status()).isEqualTo(200);
    Answer revoked = token(owner, "admin");
    assertThat(owner.send("DELETE", "/api/v1/tokens/" + revoked.text("prefix"), "").status())
        .isEqualTo(200);
    bad.put("a revoked token", stranger.withToken(revoked.text("token")));
    bad.put("a made-up cookie", stranger.with("Cookie", "__Host-ballast=" + "0".repeat(64)));
    bad.put("a made-up token", stranger.withToken("blt_000000000000_" + "0".repeat(64)));
    bad.put("another scheme", stranger.with("Authorization", "Basic YW5uOmFubg=="));
    for (String role : List.of("viewer", "operator", "admin")) {
      good.put(role, user("a-" + role, role));
    }
    for (String scope : List.of("read:metrics", "read:api", "operate", "admin")) {
      good.put(
          scope.equals("admin") ? "scope admin" : scope,
          stranger.withToken(token(owner, scope).text("token")));
    }
    good.put("owner", owner);

    List<String> wrong = new ArrayList<>();
    Set<String> walked = new TreeSet<>();
    JsonNode paths = owner.get("/api/v1/openapi.json").json().get("paths");
    // The end of a session is last, since nothing can be asked of it afterwards.
    Stream.concat(
            paths.properties().stream().filter(p -> !p.getKey().endsWith("/logout")),
            paths.properties().stream().filter(p -> p.getKey().endsWith("/logout")))
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          String method = operation.getKey().toUpperCase(Locale.ROOT);
                          String need = operation.getValue().get("x-ballast-needs").asString();
                          walked.add(need);
                          bad.forEach(
                              (name, visitor) ->
                                  check(wrong, name, visitor, method, path.getKey(), need));
                          good.forEach(
                              (name, visitor) ->
                                  check(wrong, name, visitor, method, path.getKey(), need));
                        }));
    assertThat(wrong).isEmpty();
    assertThat(walked)
        .isSubsetOf(
            Stream.concat(MAY.keySet().stream(), Stream.of("nothing")).collect(Collectors.toSet()));
    assertThat(walked).contains("known", "session", "metrics", "read", "admin", "owner");
  }

  private static void check(
      List<String> wrong, String who, Visitor visitor, String method, String path, String need) {
    // The gates count requests, too.
    CLOCK.step(Duration.ofSeconds(1));
    String filled = path.replaceAll("\\{\\w+}", "nothing-of-this-name");
    int status = visitor.send(method, filled, "").status();
    boolean refused = status == 401 || status == 403;
    boolean bad = !MAY.get("known").contains(who);
    boolean may = need.equals("nothing") || MAY.get(need).contains(who);
    boolean right = may ? !refused : status == (bad ? 401 : 403);
    // A made-up login is refused with the same status as no identity.
    if (!right || status == 429) {
      wrong.add("%s %s %s: %d".formatted(who, method, path, status));
    }
  }

  @Test
  void everyEndpointThatChangesSomethingLeavesAnEntry() {
    List<String> silent = new ArrayList<>();
    int walked = 0;
    for (Map.Entry<String, JsonNode> path :
        owner.get("/api/v1/openapi.json").json().get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String need = operation.getValue().get("x-ballast-needs").asString();
        // Logins, which anybody may try, are in another test.
        if (operation.getKey().equals("get") || need.equals("nothing")) {
          continue;
        }
        Visitor visitor = need.equals("session") ? stranger.loggedIn("ann", PASSWORD) : owner;
        long before = newestEntry();
        visitor.send(
            operation.getKey().toUpperCase(Locale.ROOT),
            path.getKey().replaceAll("\\{\\w+}", "nothing-of-this-name"),
            "");
        walked++;
        if (newestEntry() < before + 2) {
          silent.add(path.getKey());
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(walked).isGreaterThanOrEqualTo(10);
  }

  private static long newestEntry() {
    return owner.get("/api/v1/audit").json().get("entries").get(0).get("number").asLong();
  }

  @Test
  void aPathAtWhichThereIsNothingIsNotToldToStrangers() {
    assertThat(stranger.get("/api/v1/nothing").status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/nothing").status()).isEqualTo(404);
    assertThat(stranger.send("TRACE", "/api/v1/session", "").status()).isEqualTo(401);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() {
    String path = "/api/v1/users/mallory";
    String body = "{\"role\": \"admin\"}";
    Visitor browser = admin.with("Sec-Fetch-Site", "same-origin");
    String own = node.address().toString();
    assertThat(browser.post("/api/v1/users/carl", body).status()).isEqualTo(200);
    assertThat(admin.with("Origin", own).post("/api/v1/users/cleo", body).status()).isEqualTo(200);
    for (String site : List.of("cross-site", "same-site", "none", "")) {
      refusedAsForeign(admin.with("Sec-Fetch-Site", site).post(path, body));
      // A login too: a session of the attacker's would be the browser's.
      refusedAsForeign(
          stranger
              .with("Sec-Fetch-Site", site)
              .post("/api/v1/login", Visitor.credentials("ann", PASSWORD)));
    }
    for (String origin : List.of("http://evil.example.com", "null", own + "1", "http://[")) {
      refusedAsForeign(admin.with("Origin", origin).post(path, body));
    }
    // A browser sends cookies by itself, but not the token.
    String cookie = stranger.post("/api/v1/login", Visitor.credentials("ann", PASSWORD)).cookie();
    Visitor withCookie = stranger.with("Cookie", cookie);
    assertThat(withCookie.get("/api/v1/users").status()).isEqualTo(200);
    refusedAsForeign(withCookie.post(path, body));
    refusedAsForeign(withCookie.with("X-Ballast-CSRF", "0".repeat(64)).post(path, body));
    String ofAnother = stranger.loggedIn("ann", PASSWORD).get("/api/v1/session").text("csrf");
    refusedAsForeign(withCookie.with("X-Ballast-CSRF", ofAnother).post(path, body));
    // What a form can send is no JSON.
    assertThat(
            stranger
                .with("Content-Type", "text/plain")
                .post("/api/v1/login", Visitor.credentials("ann", PASSWORD))
                .status())
        .isEqualTo(400);
    assertThat(admin.get("/api/v1/users").response().body()).doesNotContain("mallory");
    Answer preflight =
        admin.with("Origin", "http://evil.example.com").send("OPTIONS", "/api/v1/users", "");
    assertThat(preflight.response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  private static void refusedAsForeign(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("code")).isEqualTo("cross-site-refused");
  }

  /// The page's own name leads to 127.0.0.1 by now, so that its origin is the node's.
  @Test
  void aPageWhoseNameWasMadeToLeadHereReadsNothing() {
    for (String name :
        List.of("evil.example.com", "localhost.evil.example.com", "1.2.3.4.nip.io")) {
      Answer answer =
          Visitor.misled(node.address(), name).withToken(node.ownersToken()).get("/api/v1/session");
      assertThat(answer.status()).as(name).isEqualTo(421);
      assertThat(answer.text("code")).isEqualTo("host-refused");
    }
    for (String name : List.of("localhost", "LOCALHOST", "127.0.0.1", "[::1]")) {
      assertThat(
              Visitor.misled(node.address(), name)
                  .withToken(node.ownersToken())
                  .get("/api/v1/session")
                  .status())
          .as(name)
          .isEqualTo(200);
    }
  }

  @Test
  void theCookieIsForThisHostItsOwnPagesAndNoScript() {
    String cookie =
        stranger
            .post("/api/v1/login", Visitor.credentials("ann", PASSWORD))
            .header("Set-Cookie")
            .orElseThrow();
    assertThat(cookie).matches("__Host-ballast=[0-9a-f]{64};.*");
    assertThat(cookie)
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict")
        .doesNotContain("Domain");
  }

  @Test
  void tooMuchIsRefusedWithTheTimeToWait() {
    int status = 200;
    Answer last = null;
    for (int i = 0; i < 700 && status != 429; i++) {
      last = owner.get("/api/v1/session");
      status = last.status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(last.text("code")).isEqualTo("too-many-requests");
    assertThat(last.header("Retry-After").orElseThrow()).isEqualTo("1");
    CLOCK.step(Duration.ofSeconds(1));
    assertThat(owner.get("/api/v1/session").status()).isEqualTo(200);
    CLOCK.step(Duration.ofMinutes(1));
  }

  @Test
  void largeBodiesAndHeadersAreRefused() {
    String large = "x".repeat(70_000);
    isRefused(() -> admin.post("/api/v1/users/large", "{\"role\": \"" + large + "\"}"));
    isRefused(() -> owner.with("X-Large", "x".repeat(20_000)).get("/api/v1/session"));
    assertThat(owner.get("/api/v1/users").json().toString()).doesNotContain("large");
    assertThat(owner.get("/api/v1/session").status()).isEqualTo(200);
  }

  /// The node may answer, or close the connection on which it will read no more.
  private static void isRefused(Supplier<Answer> request) {
    try {
      assertThat(request.get().status()).isGreaterThanOrEqualTo(400);
    } catch (UncheckedIOException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void everyActionIsInTheEvidenceLogAndWithoutItNothingIsDone() {
    int before = node.actions().size();
    assertThat(admin.post("/api/v1/users/dora", "{\"role\": \"viewer\"}").status()).isEqualTo(200);
    assertThat(
            stranger.post("/api/v1/login", Visitor.credentials("ann", "wrong password")).status())
        .isEqualTo(401);
    assertThat(admin.post("/api/v1/admin-link", "").status()).isEqualTo(403);
    List<String> payloads =
        node.actions().stream().skip(before).map(entry -> entry.payload()).toList();
    assertThat(payloads).hasSize(4);
    assertThat(payloads.get(0))
        .contains("user ann", "127.0.0.1", "POST /api/v1/users/{user}", "dora", "BEGUN");
    assertThat(payloads.get(1)).contains("dora viewer", "DONE");
    assertThat(payloads.get(2)).contains("login", "ann", "REFUSED", "login-refused");
    assertThat(payloads.get(3)).contains("admin-link", "REFUSED", "access-denied");
    JsonNode newest = admin.get("/api/v1/audit").json().get("entries").get(0);
    assertThat(newest.get("vault").asString()).isEqualTo("main");
    assertThat(newest.get("vaultEntry").asLong()).isEqualTo(node.actions().getLast().seq());

    node.withoutVault(
        () -> {
          Answer answer = admin.post("/api/v1/users/nora", "{\"role\": \"viewer\"}");
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.text("code")).isEqualTo("audit-unwritable");
          assertThat(stranger.post("/api/v1/login", Visitor.credentials("ann", PASSWORD)).status())
              .isEqualTo(503);
        });
    assertThat(admin.get("/api/v1/users").response().body())
        .contains("dora")
        .doesNotContain("nora");
  }
}
