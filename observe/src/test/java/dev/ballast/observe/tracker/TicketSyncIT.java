package dev.ballast.observe.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.medium.Receiver;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Tickets of a store on a real server, and a tracker on loopback that keeps its state.
class TicketSyncIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static TemporaryFolder folder;
  private static TemporaryCluster cluster;
  private static Store store;

  private final GitHubFake hub = GitHubFake.start();
  private final TicketTable tickets = new TicketTable(store.pool());

  @BeforeAll
  static void start() {
    folder = TemporaryFolder.create("tracker");
    cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
    ConnectionSettings settings = cluster.settings();
    store = Store.open(new StoreLocation.External(() -> settings), CLOCK);
  }

  @AfterAll
  static void stop() {
    store.close();
    cluster.close();
    folder.close();
  }

  @BeforeEach
  void nothingIsKept() {
    try (Session session = store.pool().lend()) {
      session.execute("TRUNCATE ticket, alert, ticket_tracker CASCADE");
    }
  }

  @AfterEach
  void end() {
    hub.close();
  }

  private static Path file(String sync) {
    try {
      Path secret = folder.path().resolve("token");
      Files.writeString(secret, GitHubFake.TOKEN);
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      return Files.writeString(
          folder.path().resolve("ballast.yaml"),
          "version: 1\ntickets:\n  sync:\n    " + sync.formatted(secret) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TicketSync sync() {
    return KilledSync.sync(store, gitHub());
  }

  private Path gitHub() {
    return file(
        "github: {repository: "
            + GitHubFake.REPOSITORY
            + ", token: 'file:%s', api-url: '"
            + hub.api()
            + "'}");
  }

  private Ticket open(String subject, Optional<String> owner, EventDetail... evidence) {
    Instant now = CLOCK.now().truncatedTo(ChronoUnit.MICROS);
    Alert alert =
        new Alert(
            UUID.randomUUID(),
            "shop",
            "statement-slow",
            Labels.of("database", subject),
            Urgency.TICKET,
            now,
            now,
            Optional.empty(),
            0,
            new Condition(
                2,
                "a statement of " + subject + " takes 2 s",
                List.of(evidence),
                List.of(new Remedy("Build it", "CREATE INDEX CONCURRENTLY ON a (b);"))),
            Optional.empty(),
            Optional.empty());
    new AlertTable(store.pool())
        .write("shop", List.of(new AlertStep(AlertStep.Kind.RAISED, alert, now)), List.of());
    tickets.open(alert, owner, Duration.ofDays(7), now);
    return tickets.since(Instant.EPOCH).stream()
        .filter(t -> t.subject().equals(alert.subject()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode only() {
    assertThat(hub.issues()).hasSize(1);
    return hub.issues().getFirst();
  }

  private List<TicketStep.Kind> steps(Ticket ticket) {
    return tickets.steps(ticket.id()).stream().map(TicketStep::kind).toList();
  }

  @Test
  void aTicketIsOneIssueAndBothSidesFollowEachOther() {
    Ticket ticket = open("app", Optional.of("ann"));
    TicketSync sync = sync();
    sync.pass();
    sync.pass();
    assertThat(only().path("title").asString()).isEqualTo("[shop] a statement of app takes 2 s");
    assertThat(only().path("assignee").path("login").asString()).isEqualTo("ann");
    assertThat(only().path("labels").valueStream().map(JsonNode::asString).toList())
        .containsExactly("ballast", "ballast-ticket");

    assertThat(tickets.find(ticket.id()).orElseThrow().url())
        .contains("https://github.example/acme/shop/issues/1");

    // Assigned there.
    hub.assign(1, "bob");
    sync.pass();
    assertThat(tickets.find(ticket.id()).orElseThrow().owner()).contains("bob");
    // Closed there.
    hub.person(1, "bob", "closed");
    sync.pass();
    assertThat(tickets.find(ticket.id()).orElseThrow().closedAt()).isPresent();
    assertThat(tickets.steps(ticket.id()).getLast())
        .satisfies(step -> assertThat(step.who()).endsWith("acme/shop bob"))
        .satisfies(step -> assertThat(step.kind()).isEqualTo(TicketStep.Kind.CLOSED));
    sync.pass();
    // Opened again and assigned here: what came back is reported once, what was done there is not.
    tickets.reopen(ticket.id(), "the measurements show it", TicketStep.MEASUREMENTS, CLOCK.now());
    tickets.assign(ticket.id(), "ann", "root", CLOCK.now());
    sync.pass();
    sync.pass();
    assertThat(only().path("state").asString()).isEqualTo("open");
    assertThat(only().path("assignee").path("login").asString()).isEqualTo("ann");
    assertThat(hub.comments(1)).singleElement().asString().contains("It came back.");
    // Done here.
    tickets.closeOver(CLOCK.now());
    assertThat(tickets.find(ticket.id()).orElseThrow().closedAt()).isEmpty();
    tickets.close(ticket.id(), "retired", "root", CLOCK.now());
    sync.pass();
    sync.pass();
    assertThat(only().path("state").asString()).isEqualTo("closed");
    assertThat(hub.comments(1)).hasSize(2).last().asString().contains("Closed by hand in Ballast.");
    // Opened again there.
    hub.person(1, "bob", "open");
    sync.pass();
    assertThat(tickets.find(ticket.id()).orElseThrow().closedAt()).isEmpty();
    assertThat(steps(ticket))
        .containsExactly(
            TicketStep.Kind.OPENED,
            TicketStep.Kind.ASSIGNED,
            TicketStep.Kind.CLOSED,
            TicketStep.Kind.REOPENED,
            TicketStep.Kind.ASSIGNED,
            TicketStep.Kind.CLOSED,
            TicketStep.Kind.REOPENED);
    sync.pass();
    hub.requests();
    // Where nothing happens, one question is asked, which costs nothing of the limit.
    sync.pass();
    sync.pass();
    assertThat(hub.requests()).last().isEqualTo("GET /issues 304");
    assertThat(sync.failing()).isEmpty();
  }

  /// Killed with kill -9 after the issue was made and before its number was stored.
  @Test
  void anIssueThatAKilledProcessMadeIsFoundAndNotMadeAgain() {
    Ticket ticket = open("app", Optional.empty());
    Path pid = folder.path().resolve("pid");
    hub.next(
        new GitHubFake.Fault(
            "POST /issues",
            201,
            true,
            Map.of(),
            () -> ProcessHandle.of(number(pid)).orElseThrow().destroyForcibly()));
    Fault killed = catchThrowableOfType(Fault.class, () -> process(gitHub(), pid).run(LIMIT));
    assertThat(killed.detail()).get().asString().contains("exit status 137");
    assertThat(hub.issues()).hasSize(1);
    // A stranger's issue with the same marker has no label.
    hub.stranger(hub.issues().getFirst().path("body").asString());
    free();

    TicketSync sync = sync();
    sync.pass();
    sync.pass();

    assertThat(hub.issues()).hasSize(2);
    assertThat(hub.requests().stream().filter("POST /issues 201"::equals)).hasSize(1);
    tickets.close(ticket.id(), "done", "root", CLOCK.now());
    sync.pass();
    assertThat(hub.issues())
        .extracting(i -> i.path("state").asString())
        .containsExactly("closed", "open");
  }

  /// The lease of a process that was killed ends after two minutes.
  private static void free() {
    try (Session session = store.pool().lend()) {
      session.execute("UPDATE ticket_tracker SET leased_until = now()");
    }
  }

  /// No answer is no reason to make an issue or a comment twice.
  @Test
  void whatWasDoneWithoutAnAnswerIsNotDoneTwice() {
    Ticket ticket = open("app", Optional.of("nobody-there"));
    TicketSync sync = sync();
    // An owner that GitHub does not know is refused first, and left out then.
    hub.next(GitHubFake.Fault.of("POST /issues", 502, false));
    sync.pass();
    assertThat(sync.failing())
        .get()
        .extracting(Fault::code)
        .isEqualTo(ObserveError.TRACKER_UNUSABLE);
    assertThat(sync.failing().orElseThrow().detail().orElseThrow())
        .contains("HTTP status 502")
        .doesNotContain(GitHubFake.TOKEN);
    rested();
    sync.pass();
    assertThat(only().path("assignee").isMissingNode()).isTrue();

    tickets.close(ticket.id(), "done", "root", CLOCK.now());
    hub.next(GitHubFake.Fault.of("POST /issues/1/comments", 502, true));
    sync.pass();
    rested();
    sync.pass();
    sync.pass();
    assertThat(hub.comments(1)).hasSize(1);
    assertThat(only().path("state").asString()).isEqualTo("closed");
    assertThat(sync.failing()).isEmpty();

    open("other", Optional.empty());
    hub.next(GitHubFake.Fault.of("POST /issues", 502, true));
    sync.pass();
    rested();
    sync.pass();
    sync.pass();
    assertThat(hub.issues()).hasSize(2);
  }

  private static void rested() {
    try (Session session = store.pool().lend()) {
      session.execute("UPDATE ticket_tracker SET wait_until = now()");
    }
  }

  @Test
  void aLimitIsKeptToAndADeadTrackerIsReported() {
    open("app", Optional.empty());
    TicketSync sync = sync();
    hub.next(
        new GitHubFake.Fault("GET /issues", 403, false, Map.of("Retry-After", "300"), () -> {}));
    sync.pass();
    hub.requests();
    sync.pass();
    assertThat(hub.requests()).isEmpty();
    assertThat(waits()).isBetween(290L, 300L);
    rested();
    sync.pass();
    assertThat(hub.issues()).hasSize(1);

    int port = hub.port();
    hub.close();
    open("other", Optional.empty());
    sync.pass();
    assertThat(sync.failing()).isPresent();
    rested();
    try (GitHubFake back = GitHubFake.start(port)) {
      sync.pass();
      assertThat(back.issues()).hasSize(1);
      assertThat(sync.failing()).isEmpty();
    }
  }

  private static long waits() {
    try (Session session = store.pool().lend()) {
      return session.number(
          "SELECT EXTRACT(epoch FROM wait_until - now())::bigint FROM ticket_tracker");
    }
  }

  /// Two pages of issues, and one that is deleted there.
  @Test
  void manyTicketsAreCopiedAndADeletedOneIsGivenUp() {
    for (int i = 0; i < 101; i++) {
      open("app" + i, Optional.empty());
    }
    TicketSync sync = sync();
    for (int i = 0; i < 6; i++) {
      sync.pass();
    }
    assertThat(hub.issues()).hasSize(101);
    hub.person(100, "ann", "closed");
    hub.person(3, "ann", "closed");
    sync.pass();
    assertThat(tickets.since(Instant.EPOCH).stream().filter(t -> t.closedAt().isPresent()))
        .extracting(t -> t.subject().value("database").orElseThrow())
        .containsExactlyInAnyOrder("app99", "app2");
    hub.delete(7);
    Ticket seventh =
        tickets.since(Instant.EPOCH).stream()
            .filter(t -> t.subject().equals(Labels.of("database", "app6")))
            .findFirst()
            .orElseThrow();
    tickets.close(seventh.id(), "done", "root", CLOCK.now());
    sync.pass();
    hub.requests();
    sync.pass();
    assertThat(hub.requests()).noneMatch(request -> request.contains("/issues/7"));
    assertThat(sync.failing()).isEmpty();
  }

  /// Two nodes copy at once.
  @Test
  void twoNodesMakeOneIssueOfATicket() throws InterruptedException {
    for (int i = 0; i < 15; i++) {
      open("app" + i, Optional.empty());
    }
    List<Thread> nodes =
        List.of(sync(), sync(), sync()).stream()
            .map(sync -> Thread.ofVirtual().start(sync::pass))
            .toList();
    for (Thread node : nodes) {
      node.join();
    }
    assertThat(hub.issues()).hasSize(15);
  }

  @Test
  void aWebhookGetsEachStepWithAKey() {
    Ticket ticket = open("app", Optional.of("ann"));
    try (Receiver receiver = Receiver.start()) {
      TicketSync sync =
          KilledSync.sync(
              store,
              file("webhook: {url: '" + receiver.url("/t") + "', signature-key: 'file:%s'}"));
      receiver.next(Receiver.Reply.status(503, "busy"));
      sync.pass();
      rested();
      sync.pass();
      sync.pass();
      tickets.close(ticket.id(), "done", "root", CLOCK.now());
      sync.pass();
      sync.pass();
      Receiver.Got first = receiver.take();
      Receiver.Got again = receiver.take();
      Receiver.Got closed = receiver.take();
      assertThat(receiver.waiting()).isZero();
      assertThat(first.header("Idempotency-Key")).isEqualTo(again.header("Idempotency-Key"));
      assertThat(again.text("/state")).isEqualTo("open");
      assertThat(again.text("/owner")).isEqualTo("ann");
      assertThat(closed.text("/state")).isEqualTo("closed");
      assertThat(closed.header("Idempotency-Key")).isNotEqualTo(first.header("Idempotency-Key"));
      assertThat(closed.header("Ballast-Signature"))
          .get()
          .asString()
          .matches("t=\\d+,v1=[0-9a-f]{64}");
    }
  }

  @Test
  void whatTheTokenMayNotDoIsFoundBeforehand() {
    assertThat(probe()).isEqualTo("github:localhost:" + hub.port() + "/acme/shop");
    hub.next(GitHubFake.Fault.of("GET ", 404, false));
    Fault fault = catchThrowableOfType(Fault.class, this::probe);
    assertThat(fault.code()).isEqualTo(ObserveError.TRACKER_UNUSABLE);
    assertThat(fault.detail().orElseThrow())
        .contains("HTTP status 404")
        .doesNotContain(GitHubFake.TOKEN);
  }

  private String probe() {
    return TicketSync.probe(Configuration.read(gitHub()).tickets().sync().orElseThrow(), CLOCK);
  }

  private static long number(Path file) {
    try {
      return Long.parseLong(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExternalCommand process(Path file, Path pid) {
    ConnectionSettings where = cluster.settings();
    return ExternalCommand.of(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledSync.class.getName(),
            file.toString(),
            pid.toString(),
            where.host(),
            Integer.toString(where.port()),
            where.user()));
  }
}
