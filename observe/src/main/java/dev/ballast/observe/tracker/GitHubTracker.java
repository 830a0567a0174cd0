package dev.ballast.observe.tracker;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.BoundedHttp.Header;
import dev.ballast.observe.tracker.JsonHttp.Call;
import dev.ballast.observe.tracker.JsonHttp.Reply;
import dev.ballast.store.ticket.TicketCopies.Numbered;
import dev.ballast.store.ticket.TicketCopy;
import dev.ballast.store.ticket.TicketStep;
import dev.ballast.targets.config.TicketSync.GitHub;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Issues of a repository of GitHub ("REST API endpoints for issues"). A copy has a label and a
/// marker in its body: only who may work on the repository can give an issue a label, so that
/// nobody else can make one that is taken for a copy.
final class GitHubTracker implements Tracker {
  static final String LABEL = "ballast";

  private static final String ISSUES = "/issues";
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 50;
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final int MOVED = 301;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration LEAST_WAIT = Duration.ofMinutes(1);

  /// The form of a name of a user; another owner is named in the text only.
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](-?[A-Za-z0-9]){0,38}");

  private final GitHub to;
  private final JsonHttp http;
  private final Clock clock;
  private Optional<Duration> patience = Optional.empty();

  GitHubTracker(GitHub to, JsonHttp http, Clock clock) {
    this.to = to;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Optional<Changes> changes(Optional<Instant> since, Optional<String> etag) {
    String query =
        since
            .map(at -> "&since=" + encoded(at.truncatedTo(ChronoUnit.SECONDS).toString()))
            .orElse("");
    List<Remote> remotes = new ArrayList<>();
    String newTag = "";
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply =
          ask("GET", list("updated", "asc", page) + query, page == 1 ? etag : Optional.empty());
      if (reply.status() == NOT_MODIFIED) {
        return Optional.empty();
      }
      checked(reply, OK);
      reply.json().forEach(issue -> remotes.add(remote(issue)));
      newTag = page == 1 ? reply.header("ETag").orElse("") : newTag;
      if (reply.json().size() < PAGE) {
        // A tag stands for one page: with more of them, each is read again.
        return Optional.of(new Changes(remotes, page == 1 ? newTag : ""));
      }
    }
    return Optional.of(new Changes(remotes, ""));
  }

  private static String list(String sort, String direction, int page) {
    return ISSUES
        + "?state=all&labels=%s&sort=%s&direction=%s&per_page=%d&page=%d"
            .formatted(LABEL, sort, direction, PAGE, page);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Remote> find(Draft draft, Instant begun) {
    String marker = IssueText.marker(draft.origin(), draft.ticket().id());
    // The clock of GitHub may be behind.
    Instant oldest = begun.minus(Duration.ofHours(1));
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = ask("GET", list("created", "desc", page), Optional.empty());
      checked(reply, OK);
      for (JsonNode issue : reply.json()) {
        if (issue.path("body").asString("").startsWith(marker)) {
          return Optional.of(remote(issue));
        }
        if (instant(issue.path("created_at")).isBefore(oldest)) {
          return Optional.empty();
        }
      }
      if (reply.json().size() < PAGE) {
        return Optional.empty();
      }
    }
    throw Tracker.unusable("there are more issues than are searched for one that may be there");
  }

  @Override
  public Written create(Draft draft) {
    ObjectNode body = content(draft);
    Optional<String> login = login(draft);
    login.ifPresent(name -> body.putArray("assignees").add(name));
    Reply reply = send("POST", ISSUES, body);
    if (reply.status() == UNPROCESSABLE && login.isPresent()) {
      body.remove("assignees");
      reply = send("POST", ISSUES, body);
    }
    if (reply.status() == UNPROCESSABLE || reply.status() == GONE) {
      return new Written.Refused(said(reply));
    }
    checked(reply, CREATED);
    return new Written.Done(remote(reply.json()));
  }

  private static ObjectNode content(Draft draft) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("title", IssueText.title(draft.ticket()));
    body.put("body", IssueText.body(draft.ticket(), draft.origin()));
    body.putArray("labels")
        .add(LABEL)
        .add(LABEL + "-" + draft.ticket().urgency().name().toLowerCase(Locale.ROOT));
    return body;
  }

  private static Optional<String> login(Draft draft) {
    return draft.ticket().owner().filter(owner -> LOGIN.matcher(owner).matches());
  }

  @Override
  public Written update(TicketCopy agreed, Draft draft) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("title", IssueText.title(draft.ticket()));
    body.put("body", IssueText.body(draft.ticket(), draft.origin()));
    // What somebody did there a moment ago is not undone by what did not change here.
    if (draft.open() != agreed.open()) {
      body.put("state", draft.open() ? "open" : "closed");
      body.put("state_reason", draft.open() ? "reopened" : "completed");
    }
    Optional<String> login =
        login(draft)
            .filter(name -> !name.equals(agreed.owner()) && !name.equals(agreed.assignee()));
    login.ifPresent(name -> body.putArray("assignees").add(name));
    String path = ISSUES + "/" + agreed.remote().orElseThrow();
    Reply reply = send("PATCH", path, body);
    if (reply.status() == UNPROCESSABLE && login.isPresent()) {
      body.remove("assignees");
      reply = send("PATCH", path, body);
    }
    if (reply.status() == NOT_FOUND || reply.status() == GONE || reply.status() == MOVED) {
      return new Written.Refused("the issue is there no longer: " + said(reply));
    }
    if (reply.status() == UNPROCESSABLE) {
      return new Written.Refused(said(reply));
    }
    checked(reply, OK);
    Remote changed = remote(reply.json());
    comment(path, draft);
    return new Written.Done(changed);
  }

  /// Each step once: where a comment may be there already, it is looked for.
  private void comment(String path, Draft draft) {
    List<Numbered> steps =
        draft.fresh().stream()
            .filter(step -> step.step().kind() != TicketStep.Kind.OPENED)
            .filter(step -> step.step().kind() != TicketStep.Kind.ASSIGNED)
            .filter(step -> !step.step().who().startsWith(to.name()))
            .toList();
    if (steps.isEmpty()) {
      return;
    }
    String since =
        steps.getFirst().step().at().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600).toString();
    List<String> there = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply =
          ask(
              "GET",
              "%s/comments?since=%s&per_page=%d&page=%d"
                  .formatted(path, encoded(since), PAGE, page),
              Optional.empty());
      checked(reply, OK);
      reply.json().forEach(comment -> there.add(comment.path("body").asString("")));
      if (reply.json().size() < PAGE) {
        break;
      }
    }
    for (Numbered step : steps) {
      String text = IssueText.comment(draft.ticket(), draft.origin(), step);
      String marker = IssueText.marker(draft.origin(), draft.ticket().id(), step.id());
      if (there.stream().noneMatch(comment -> comment.startsWith(marker))) {
        ObjectNode body = Json.mapper().createObjectNode().put("body", text);
        checked(send("POST", path + "/comments", body), CREATED);
      }
    }
  }

  @Override
  public Optional<String> who(String number) {
    Reply reply = ask("GET", ISSUES + "/" + number, Optional.empty());
    checked(reply, OK);
    return Optional.of(reply.json().path("closed_by").path("login").asString(""))
        .filter(login -> !login.isEmpty());
  }

  @Override
  public String probe() {
    Reply reply = ask("GET", "", Optional.empty());
    checked(reply, OK);
    if (!reply.json().path("has_issues").asBoolean(true)) {
      throw Tracker.unusable("the repository " + to.repository() + " has no issues");
    }
    if (!reply.json().path("permissions").path("push").asBoolean(true)) {
      throw Tracker.unusable("the token may not write to the repository " + to.repository());
    }
    return to.name();
  }

  private Reply ask(String method, String path, Optional<String> etag) {
    return exchange(method, path, Optional.empty(), etag);
  }

  private Reply send(String method, String path, ObjectNode body) {
    return exchange(method, path, Optional.of(body.toString()), Optional.empty());
  }

  private Reply exchange(String method, String path, Optional<String> body, Optional<String> etag) {
    patience = Optional.empty();
    String token = to.token().resolve();
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Authorization", "Bearer " + token));
    headers.add(new Header("Accept", "application/vnd.github+json"));
    headers.add(new Header("X-GitHub-Api-Version", "2022-11-28"));
    body.ifPresent(text -> headers.add(new Header("Content-Type", "application/json")));
    etag.ifPresent(tag -> headers.add(new Header("If-None-Match", tag)));
    String base = to.api().toString().replaceAll("/+$", "");
    Reply reply =
        http.exchange(
            new Call(
                method,
                URI.create(base + "/repos/" + to.repository() + path),
                body,
                headers,
                List.of(token)));
    patience = waits(reply);
    return reply;
  }

  /// GitHub says so with 403 or 429, and when one may ask again by one of two headers.
  private Optional<Duration> waits(Reply reply) {
    boolean limited =
        reply.status() == TOO_MANY
            || (reply.status() == FORBIDDEN
                && (reply.header("Retry-After").isPresent()
                    || reply.header("X-RateLimit-Remaining").filter("0"::equals).isPresent()));
    if (!limited) {
      return Optional.empty();
    }
    Duration wanted =
        seconds(reply, "Retry-After")
            .map(Duration::ofSeconds)
            .or(
                () ->
                    seconds(reply, "X-RateLimit-Reset")
                        .map(at -> Duration.between(clock.now(), Instant.ofEpochSecond(at))))
            .orElse(LEAST_WAIT);
    Duration least = wanted.isNegative() ? Duration.ofSeconds(1) : wanted;
    return Optional.of(least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least);
  }

  private static Optional<Long> seconds(Reply reply, String header) {
    return reply.header(header).filter(text -> text.matches("\\d{1,12}")).map(Long::parseLong);
  }

  private void checked(Reply reply, int wanted) {
    if (reply.status() != wanted) {
      throw Tracker.unusable(to.name() + " answers " + said(reply));
    }
    if (reply.json().isMissingNode()) {
      throw Tracker.unusable(to.name() + " answers with something that is not JSON");
    }
  }

  private static String said(Reply reply) {
    return "HTTP status " + reply.status() + (reply.shown().isEmpty() ? "" : ": " + reply.shown());
  }

  private static Remote remote(JsonNode issue) {
    return new Remote(
        Long.toString(issue.path("number").asLong(0)),
        issue.path("html_url").asString(""),
        issue.path("state").asString("").equals("open"),
        issue.path("assignee").path("login").asString(""),
        instant(issue.path("updated_at")));
  }

  private static Instant instant(JsonNode node) {
    String text = node.asString("");
    return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
        ? Instant.parse(text)
        : Instant.EPOCH;
  }

  @Override
  public Optional<Duration> patience() {
    return patience;
  }

  @Override
  public void close() {
    http.close();
  }
}
