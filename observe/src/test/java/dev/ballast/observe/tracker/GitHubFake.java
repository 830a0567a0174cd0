package dev.ballast.observe.tracker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Issues of one repository on loopback, as GitHub's REST API documents them: pages, labels,
/// `since`, ETag, comments, users that cannot be assigned. Every change is a second later than the
/// last one. Safe for any number of threads.
final class GitHubFake implements AutoCloseable {
  static final String TOKEN = "github_pat_canary7f3a";
  static final String REPOSITORY = "acme/shop";

  private static final String BASE = "/api/v3/repos/" + REPOSITORY;
  private static final Set<String> USERS = Set.of("ann", "bob");

  private final HttpServer server;
  private final List<ObjectNode> issues = new ArrayList<>();
  private final Map<Integer, List<ObjectNode>> comments = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private Optional<Fault> next = Optional.empty();

  /// What goes wrong with the next request that fits.
  ///
  /// @param what such as `POST /issues`
  /// @param done whether the request takes effect before that
  /// @param headers of the answer
  record Fault(
      String what, int status, boolean done, Map<String, String> headers, Runnable before) {
    static Fault of(String what, int status, boolean done) {
      return new Fault(what, status, done, Map.of(), () -> {});
    }
  }

  private record Answer(int status, JsonNode body) {}

  private GitHubFake(HttpServer server) {
    this.server = server;
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static GitHubFake start() {
    return start(0);
  }

  static GitHubFake start(int port) {
    try {
      return new GitHubFake(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI api() {
    return URI.create("http://localhost:" + port() + "/api/v3");
  }

  synchronized void next(Fault fault) {
    next = Optional.of(fault);
  }

  /// Requests since the last call, as `GET /issues 200`.
  synchronized List<String> requests() {
    List<String> all = List.copyOf(requests);
    requests.clear();
    return all;
  }

  synchronized List<JsonNode> issues() {
    return issues.stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  synchronized List<String> comments(int number) {
    return comments.getOrDefault(number, List.of()).stream()
        .map(comment -> comment.path("body").asString())
        .toList();
  }

  /// Somebody does something there.
  synchronized void person(int number, String login, String state) {
    ObjectNode issue = issues.get(number - 1);
    issue.put("state", state);
    issue.putObject("closed_by").put("login", login);
    touch(issue);
  }

  synchronized void assign(int number, String login) {
    ObjectNode issue = issues.get(number - 1);
    issue.putObject("assignee").put("login", login);
    touch(issue);
  }

  /// Somebody without rights opens an issue: it has no label.
  synchronized void stranger(String body) {
    create(Json.mapper().createObjectNode().put("title", "t").put("body", body));
  }

  synchronized void delete(int number) {
    issues.get(number - 1).put("gone", true);
  }

  private void touch(ObjectNode issue) {
    now = now.plusSeconds(1);
    issue.put("updated_at", now.toString());
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getRawPath();
    String short_ = path.startsWith(BASE) ? path.substring(BASE.length()) : path;
    String what = exchange.getRequestMethod() + " " + short_;
    Optional<Fault> fault = fault(what);
    if (fault.isPresent() && !fault.get().done()) {
      fault.get().before().run();
      answer(
          exchange,
          what,
          fault.get().status(),
          "{\"message\":\"" + TOKEN + "\"}",
          fault.get().headers());
      return;
    }
    Answer answer;
    synchronized (this) {
      answer =
          exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer " + TOKEN)
              ? answer(exchange, short_, sent)
              : new Answer(401, message("Bad credentials"));
    }
    if (fault.isPresent()) {
      fault.get().before().run();
      answer(exchange, what, fault.get().status(), "<html>", fault.get().headers());
      return;
    }
    String text = answer.body().toString();
    String tag = "W/\"" + Integer.toHexString(text.hashCode()) + "\"";
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    answer(exchange, what, same ? 304 : answer.status(), same ? "" : text, Map.of("ETag", tag));
  }

  private synchronized Optional<Fault> fault(String what) {
    Optional<Fault> now = next.filter(fault -> fault.what().equals(what));
    if (now.isPresent()) {
      next = Optional.empty();
    }
    return now;
  }

  private Answer answer(HttpExchange exchange, String path, byte[] sent) {
    Map<String, String> query = query(exchange.getRequestURI());
    JsonNode body =
        sent.length == 0 ? Json.mapper().createObjectNode() : Json.mapper().readTree(sent);
    boolean writes = !exchange.getRequestMethod().equals("GET");
    if (path.isEmpty()) {
      ObjectNode repository = Json.mapper().createObjectNode().put("has_issues", true);
      repository.putObject("permissions").put("push", true);
      return new Answer(200, repository);
    }
    if (path.equals("/issues")) {
      return writes ? created(body) : new Answer(200, page(listed(query), query));
    }
    String[] parts = path.substring("/issues/".length()).split("/", -1);
    int number = Integer.parseInt(parts[0]);
    if (number > issues.size() || issues.get(number - 1).has("gone")) {
      return new Answer(410, message("This issue was deleted"));
    }
    if (parts.length == 1) {
      return writes
          ? changed(issues.get(number - 1), body)
          : new Answer(200, issues.get(number - 1));
    }
    List<ObjectNode> there = comments.computeIfAbsent(number, n -> new ArrayList<>());
    if (!writes) {
      return new Answer(200, page(there.stream(), query));
    }
    there.add(Json.mapper().createObjectNode().put("body", body.path("body").asString()));
    touch(issues.get(number - 1));
    return new Answer(201, there.getLast());
  }

  private static ObjectNode message(String text) {
    return Json.mapper().createObjectNode().put("message", text);
  }

  private Answer created(JsonNode body) {
    return unassignable(body)
        ? new Answer(422, message("Validation Failed"))
        : new Answer(201, create(body));
  }

  private static boolean unassignable(JsonNode body) {
    return body.has("assignees")
        && !body.path("assignees").isEmpty()
        && !USERS.contains(body.path("assignees").path(0).asString());
  }

  private ObjectNode create(JsonNode body) {
    ObjectNode issue = Json.mapper().createObjectNode();
    issue.put("number", issues.size() + 1);
    issue.put(
        "html_url", "https://github.example/" + REPOSITORY + "/issues/" + (issues.size() + 1));
    issue.put("state", "open");
    issues.add(issue);
    fill(issue, body);
    issue.put("created_at", now.toString());
    return issue;
  }

  private Answer changed(ObjectNode issue, JsonNode body) {
    if (unassignable(body)) {
      return new Answer(422, message("Validation Failed"));
    }
    fill(issue, body);
    return new Answer(200, issue);
  }

  private void fill(ObjectNode issue, JsonNode body) {
    Stream.of("title", "body", "state")
        .filter(body::has)
        .forEach(name -> issue.put(name, body.path(name).asString()));
    if (body.has("labels")) {
      issue.set("labels", body.path("labels"));
    }
    if (body.has("assignees")) {
      issue.putObject("assignee").put("login", body.path("assignees").path(0).asString());
    }
    touch(issue);
  }

  private Stream<ObjectNode> listed(Map<String, String> query) {
    Predicate<ObjectNode> labelled =
        issue ->
            issue
                .path("labels")
                .valueStream()
                .anyMatch(l -> l.asString().equals(query.get("labels")));
    Predicate<ObjectNode> later =
        issue ->
            !query.containsKey("since")
                || !Instant.parse(issue.path("updated_at").asString())
                    .isBefore(Instant.parse(query.get("since")));
    Comparator<ObjectNode> order =
        Comparator.comparing(issue -> issue.path(query.get("sort") + "_at").asString());
    return issues.stream()
        .filter(issue -> !issue.has("gone"))
        .filter(labelled.and(later))
        .sorted(query.get("direction").equals("asc") ? order : order.reversed());
  }

  private static ArrayNode page(Stream<ObjectNode> all, Map<String, String> query) {
    int size = Integer.parseInt(query.get("per_page"));
    ArrayNode page = Json.mapper().createArrayNode();
    all.skip((long) size * (Integer.parseInt(query.get("page")) - 1))
        .limit(size)
        .forEach(page::add);
    return page;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> all = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&", -1)) {
        int at = part.indexOf('=');
        all.put(
            part.substring(0, at),
            URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  private void answer(
      HttpExchange exchange, String what, int status, String body, Map<String, String> headers)
      throws IOException {
    synchronized (this) {
      requests.add(what + " " + status);
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
