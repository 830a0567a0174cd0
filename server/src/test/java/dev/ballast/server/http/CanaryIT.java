package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.server.http.Visitor.Answer;
import dev.ballast.server.log.LogForm;
import dev.ballast.server.node.VaultNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Secrets that a node is given or makes, and every place where they must not be.
class CanaryIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String USERS_PASSWORD = "canary: of a user 7301";
  private static final String NEXT_PASSWORD = "canary: of a user 7302";
  private static final String WRONG_PASSWORD = "canary: mistyped 7303";
  private static final String TARGETS_PASSWORD = "canary-of-a-target-7304";
  private static final String ROUTES_PATH = "canary-of-a-route-7306";
  private static final String ROUTES_KEY = "canary-of-a-route-7307";

  /// What is no secret and must be found where secrets are looked for.
  private static final String VISIBLE = "visible7305";

  @TempDir private Path secrets;

  private final List<String> log = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          synchronized (log) {
            log.add(new SimpleFormatter().format(line));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void secretsAreNowhereButWhereTheyBelong() throws IOException {
    Logger.getLogger("").addHandler(handler);
    Path password = secrets.resolve("target.password");
    VaultNode.secret(password, TARGETS_PASSWORD);
    VaultNode.secret(secrets.resolve("url"), "http://localhost:1/services/" + ROUTES_PATH);
    VaultNode.secret(secrets.resolve("key"), ROUTES_KEY);
    try (TemporaryCluster shop = TemporaryCluster.of(18, CLOCK).tcp().password().start()) {
      try (Session session = shop.session()) {
        session.execute(
            "CREATE ROLE watcher LOGIN PASSWORD '" + TARGETS_PASSWORD + "' IN ROLE pg_monitor");
      }
      try (VaultNode node = VaultNode.start(CLOCK, target(shop, password) + routes())) {
        look(node);
      }
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
  }

  private static String target(TemporaryCluster shop, Path password) {
    return """
    targets:
      %s:
        host: 127.0.0.1
        port: %d
        database: postgres
        user: watcher
        password: file:%s
    """
        .formatted(VISIBLE, shop.settings().port(), password);
  }

  /// Whose receivers are not there.
  private String routes() {
    return """
    alerts:
      routes:
        chat: {type: slack, url: 'file:%1$s/url'}
        duty: {type: pagerduty, url: 'http://localhost:1/', key: 'file:%1$s/key'}
      send:
        - {to: [chat, duty]}
    """
        .formatted(secrets);
  }

  private void look(VaultNode node) throws IOException {
    Map<String, String> canaries = new LinkedHashMap<>();
    canaries.put("a user's password", USERS_PASSWORD);
    canaries.put("a user's next password", NEXT_PASSWORD);
    canaries.put("a mistyped password", WRONG_PASSWORD);
    canaries.put("a target's password", TARGETS_PASSWORD);
    canaries.put("a route's URL", ROUTES_PATH);
    canaries.put("a route's key", ROUTES_KEY);
    canaries.put("the master key", Files.readString(node.folder().resolve("master.key")).strip());
    canaries.put("the owner's token", node.ownersToken());
    canaries.put("the admin's link", node.adminLink());
    List<Answer> answers = new ArrayList<>();
    visit(node, canaries, answers);
    Map<String, byte[]> places = new LinkedHashMap<>();
    for (Answer answer : answers) {
      places.put(
          "the answer of " + answer.response().uri().getPath(),
          (answer.response().body() + answer.response().headers().map())
              .getBytes(StandardCharsets.UTF_8));
    }
    places.put(
        "the node's log",
        node.log().stream()
            .map(line -> LogForm.TEXT.of(line) + LogForm.JSON.of(line))
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8));
    places.put("logs of libraries", String.join("\n", log).getBytes(StandardCharsets.UTF_8));
    node.actions()
        .forEach(
            entry ->
                places.put(
                    "entry " + entry.seq() + " of the evidence log",
                    entry.payload().getBytes(StandardCharsets.UTF_8)));
    processes(places);
    files(node.folder(), places);
    List<String> found = new ArrayList<>();
    canaries.forEach(
        (what, secret) ->
            places.forEach(
                (where, bytes) -> {
                  if (holds(bytes, secret) && !belongs(what, where)) {
                    found.add(what + " is in " + where);
                  }
                }));
    assertThat(found).isEmpty();
    // The same search finds what is no secret.
    assertThat(places.entrySet().stream().filter(p -> holds(p.getValue(), VISIBLE)))
        .extracting(Map.Entry::getKey)
        .anyMatch(where -> where.startsWith("the answer of"))
        .contains("the node's log")
        .anyMatch(where -> where.startsWith("entry "))
        .anyMatch(where -> where.contains("/store/"));
    assertThat(places.keySet()).anyMatch(where -> where.startsWith("environment of postgres"));
  }

  private static boolean belongs(String what, String where) {
    return (what.equals("the master key") && where.endsWith("/master.key"))
        || (what.equals("the owner's token") && where.endsWith("/state/token"));
  }

  /// Does everything that secrets are part of, and adds those that come of it.
  private static void visit(VaultNode node, Map<String, String> canaries, List<Answer> answers) {
    Visitor stranger = Visitor.of(node.address());
    Visitor owner = stranger.withToken(node.ownersToken());
    answers.add(
        stranger.post("/api/v1/setup", setup(node.adminLink(), VISIBLE, "canary" + VISIBLE)));
    answers.add(stranger.post("/api/v1/setup", setup(node.adminLink(), VISIBLE, USERS_PASSWORD)));
    answers.add(stranger.post("/api/v1/setup", setup(node.adminLink(), "eve", NEXT_PASSWORD)));
    answers.add(stranger.post("/api/v1/login", Visitor.credentials(VISIBLE, WRONG_PASSWORD)));
    for (String route : List.of("chat", "duty")) {
      Answer tried = owner.post("/api/v1/alert-routes/" + route + "/test", "");
      assertThat(tried.text("answer")).isEqualTo("localhost: connection refused");
      answers.add(tried);
    }
    // In the wrong field, and in what is no JSON at all.
    answers.add(stranger.post("/api/v1/login", Visitor.credentials(WRONG_PASSWORD, VISIBLE)));
    Answer login = stranger.post("/api/v1/login", Visitor.credentials(VISIBLE, USERS_PASSWORD));
    assertThat(login.status()).isEqualTo(200);
    String cookie = login.cookie();
    canaries.put("a session", cookie.substring(cookie.indexOf('=') + 1));
    Visitor page = stranger.with("Cookie", cookie).with("X-Ballast-CSRF", login.text("csrf"));
    String token =
        page.post("/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"admin\"]}").text("token");
    canaries.put("a token", token.substring(token.lastIndexOf('_') + 1));
    String link = page.post("/api/v1/users/bob", "{\"role\": \"viewer\"}").text("link");
    canaries.put("a user's link", link.substring(link.indexOf('#') + 1));
    answers.add(stranger.withToken(token + "0").get("/api/v1/session"));
    answers.add(stranger.withToken(token).get("/api/v1/users"));
    await(
        () ->
            owner.get("/api/v1/jobs/prove%20" + VISIBLE).json().at("/runs/0/summary").isString()
                && owner.get("/api/v1/targets/" + VISIBLE).json().get("reachable").asBoolean());
    for (Map.Entry<String, JsonNode> path :
        owner.get("/api/v1/openapi.json").json().get("paths").properties()) {
      if (path.getValue().has("get")) {
        answers.add(
            owner.get(
                path.getKey()
                    .replace("{target}", VISIBLE)
                    .replace("{job}", "prove%20" + VISIBLE)
                    .replaceAll("\\{\\w+}", "instance")));
      }
    }
    answers.add(
        page.post(
            "/api/v1/password",
            "{\"current\": \"%s\", \"next\": \"%s\"}".formatted(WRONG_PASSWORD, NEXT_PASSWORD)));
    answers.add(
        page.post(
            "/api/v1/password",
            "{\"current\": \"%s\", \"next\": \"%s\"}".formatted(USERS_PASSWORD, NEXT_PASSWORD)));
    assertThat(answers.getLast().status()).isEqualTo(200);
  }

  private static String setup(String link, String user, String password) {
    return "{\"link\": \"%s\", \"user\": \"%s\", \"password\": \"%s\"}"
        .formatted(link, user, password);
  }

  private static void await(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(PATIENCE);
      CLOCK.pause(Duration.ofMillis(200));
    }
  }

  /// Command lines and environments of what the node started, as the kernel shows them.
  private static void processes(Map<String, byte[]> places) throws IOException {
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      try {
        String name = Files.readString(proc.resolve("comm")).strip() + " " + process.pid();
        places.put("command line of " + name, Files.readAllBytes(proc.resolve("cmdline")));
        places.put("environment of " + name, Files.readAllBytes(proc.resolve("environ")));
      } catch (NoSuchFileException e) {
        // It ended meanwhile.
        places.put("end of " + process.pid(), e.getMessage().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void files(Path folder, Map<String, byte[]> places) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  places.put(file.toString(), Files.readAllBytes(file));
                } catch (NoSuchFileException e) {
                  // PostgreSQL removes files while it runs.
                  return;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /// As it is, and as it would be in a header or a URL.
  private static boolean holds(byte[] bytes, String secret) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(secret)
        || text.contains(secret.replace(" ", "%20"))
        || text.contains(secret.replace(" ", "+"))
        || text.contains(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
  }
}
