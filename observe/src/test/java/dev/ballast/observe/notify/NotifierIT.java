package dev.ballast.observe.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.medium.Receiver;
import dev.ballast.observe.medium.Receiver.Got;
import dev.ballast.observe.medium.Receiver.Reply;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.delivery.SentMessage;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages to receivers on this machine, from a store on a real server.
class NotifierIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static TemporaryFolder folder;
  private static TemporaryCluster cluster;
  private static Store store;
  private static Books books;

  @BeforeAll
  static void start() {
    folder = TemporaryFolder.create("notifier");
    cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
    ConnectionSettings settings = cluster.settings();
    store = Store.open(new StoreLocation.External(() -> settings), CLOCK);
    books = KilledNotifier.books(store);
  }

  @AfterAll
  static void stop() {
    store.close();
    cluster.close();
    folder.close();
  }

  @BeforeEach
  void nothingIsWrong() {
    try (Session session = store.pool().lend()) {
      session.execute("DELETE FROM alert");
    }
  }

  private static Path file(String... routes) throws IOException {
    StringBuilder text = new StringBuilder("version: 1\nalerts:\n  routes:\n");
    List<String> names = new ArrayList<>();
    for (String route : routes) {
      String name = "r" + names.size();
      names.add(name);
      text.append("    ").append(name).append(": ").append(route).append('\n');
    }
    text.append("  send:\n    - {to: ").append(names).append(", urgency: [page]}\n");
    return Files.writeString(folder.path().resolve("ballast.yaml"), text);
  }

  private static AlertSettings settings(String... routes) throws IOException {
    return Configuration.read(file(routes)).alerts();
  }

  private static String webhook(Receiver receiver) {
    return "{type: webhook, url: '" + receiver.url("/") + "'}";
  }

  private static Notifier notifier(AlertSettings settings) {
    return new Notifier(() -> settings, AllChecks.list(), books, KilledNotifier.PACE);
  }

  private static Alert page(String subject) {
    Instant raised = CLOCK.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofMinutes(1));
    return new Alert(
        UUID.randomUUID(),
        "shop",
        "idle-in-transaction",
        Labels.of("database", subject),
        Urgency.PAGE,
        raised,
        raised,
        Optional.empty(),
        0,
        new Condition(4000, "a session is idle in " + subject, List.of(), List.of()),
        Optional.empty(),
        Optional.empty());
  }

  private static Alert write(AlertStep.Kind kind, Alert alert) {
    books.alerts().write("shop", List.of(new AlertStep(kind, alert, CLOCK.now())), List.of());
    return alert;
  }

  private static List<SentMessage.State> states(Alert alert, String route) {
    return books.deliveries().of(alert.id()).stream()
        .filter(message -> message.route().equals(route))
        .map(SentMessage::state)
        .toList();
  }

  private static Thread run(Notifier notifier) {
    return Thread.ofVirtual().start(notifier);
  }

  private static void end(Thread... running) throws InterruptedException {
    for (Thread thread : running) {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void whatAKilledProcessMayHaveSentIsSentWithTheSameKeyAndThenNeverAgain() throws Exception {
    Path pid = folder.path().resolve("pid");
    try (Receiver receiver = Receiver.start()) {
      Path file = file(webhook(receiver));
      Alert alert = write(AlertStep.Kind.RAISED, page("shop"));
      receiver.next(
          new Reply(
              200,
              "",
              Optional.empty(),
              () -> ProcessHandle.of(number(pid)).orElseThrow().destroyForcibly()));

      Fault killed = catchThrowableOfType(Fault.class, () -> process(file, pid).run(LIMIT));

      assertThat(killed.detail()).get().asString().contains("exit status 137");
      Got first = receiver.take();
      assertThat(states(alert, "r0")).containsExactly(SentMessage.State.WAITING);
      Thread running = run(notifier(Configuration.read(file).alerts()));
      Got second = receiver.take();
      Receiver.await(() -> states(alert, "r0").equals(List.of(SentMessage.State.SENT)), CLOCK);
      // The next message is another alert's: nothing was sent a third time before it.
      Alert other = write(AlertStep.Kind.RAISED, page("other"));
      Got third = receiver.take();
      end(running);

      assertThat(first.header("Idempotency-Key")).contains(alert.id() + ".1");
      assertThat(second.header("Idempotency-Key")).isEqualTo(first.header("Idempotency-Key"));
      assertThat(third.header("Idempotency-Key")).contains(other.id() + ".1");
      assertThat(books.deliveries().of(alert.id()))
          .singleElement()
          .satisfies(message -> assertThat(message.tries()).isEqualTo(2));
    }
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
                KilledNotifier.class.getName(),
                file.toString(),
                pid.toString(),
                where.host(),
                Integer.toString(where.port()),
                where.user()))
        .inheriting(name -> name.startsWith("BALLAST_") || name.equals("HOME"));
  }

  @Test
  void oneOfTwoNodesSendsAndADeadOrSlowRouteIsInNobodysWay() throws Exception {
    int dead;
    try (Receiver gone = Receiver.start()) {
      dead = gone.port();
    }
    CountDownLatch held = new CountDownLatch(1);
    try (Receiver good = Receiver.start();
        Receiver slow = Receiver.start()) {
      AlertSettings settings =
          settings(
              webhook(good),
              webhook(slow),
              "{type: webhook, url: 'http://localhost:" + dead + "/'}");
      Set<String> keys = new TreeSet<>();
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        alerts.add(write(AlertStep.Kind.RAISED, page("db" + i)));
        keys.add(alerts.get(i).id() + ".1");
      }
      slow.next(new Reply(200, "", Optional.empty(), () -> waitFor(held)));
      Thread one = run(notifier(settings));
      Thread two = run(notifier(settings));
      List<String> got = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        got.add(good.take().header("Idempotency-Key").orElseThrow());
      }
      // Each once, while the slow one has not answered and the dead one never will.
      assertThat(got).containsExactlyInAnyOrderElementsOf(keys);
      held.countDown();
      Receiver.await(
          () ->
              alerts.stream()
                  .allMatch(
                      alert ->
                          states(alert, "r0").equals(List.of(SentMessage.State.SENT))
                              && states(alert, "r1").equals(List.of(SentMessage.State.SENT))),
          CLOCK);
      assertThat(good.waiting()).isZero();
      assertThat(books.deliveries().routes())
          .filteredOn(route -> route.route().equals("r2"))
          .singleElement()
          .satisfies(
              route -> {
                assertThat(route.waiting()).isEqualTo(10);
                assertThat(route.trouble()).contains("localhost: connection refused");
              });
      // It is back, and one of what it was to get is over.
      write(AlertStep.Kind.RESOLVED, alerts.getFirst().resolved(CLOCK.now()));
      try (Receiver back = Receiver.start(dead)) {
        Set<String> late = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
          late.add(back.take().text("/kind"));
        }
        assertThat(late).containsExactly("raised", "resolved");
        Receiver.await(
            () ->
                states(alerts.getFirst(), "r2")
                    .equals(List.of(SentMessage.State.DROPPED, SentMessage.State.SENT)),
            CLOCK);
      }
      end(one, two);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAlertIsRaisedExplainedAndResolvedInOrder() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      AlertSettings settings = settings(webhook(receiver));
      Alert cause = write(AlertStep.Kind.RAISED, page("cause"));
      Alert symptom =
          write(AlertStep.Kind.RAISED, page("symptom").explainedBy(Optional.of(cause.id())));
      Thread running = run(notifier(settings));

      Got raised = receiver.take();
      assertThat(raised.text("/alert")).isEqualTo(cause.id().toString());
      assertThat(raised.text("/explains/0")).isEqualTo("a session is idle in symptom");
      write(AlertStep.Kind.RESOLVED, symptom.resolved(CLOCK.now()));
      write(AlertStep.Kind.RESOLVED, cause.resolved(CLOCK.now()));
      Got resolved = receiver.take();
      end(running);

      assertThat(resolved.text("/key")).isEqualTo(cause.id() + ".2");
      assertThat(resolved.text("/kind")).isEqualTo("resolved");
      assertThat(books.deliveries().of(symptom.id())).isEmpty();
      assertThat(receiver.waiting()).isZero();
    }
  }

  /// The receiver is away while a symptom waits to be sent; its cause is found meanwhile.
  @Test
  void whatWaitsWhileItsCauseIsFoundIsSentWithTheCauseOnly() throws Exception {
    int dead;
    try (Receiver gone = Receiver.start()) {
      dead = gone.port();
    }
    AlertSettings settings = settings("{type: webhook, url: 'http://localhost:" + dead + "/'}");
    Alert symptom = write(AlertStep.Kind.RAISED, page("symptom"));
    Thread running = run(notifier(settings));
    Receiver.await(
        () -> books.deliveries().routes().stream().anyMatch(r -> r.trouble().isPresent()), CLOCK);
    Alert cause = write(AlertStep.Kind.RAISED, page("cause"));
    write(AlertStep.Kind.SEEN, symptom.explainedBy(Optional.of(cause.id())));

    try (Receiver back = Receiver.start(dead)) {
      Got raised = back.take();
      assertThat(raised.text("/key")).isEqualTo(cause.id() + ".1");
      assertThat(raised.text("/explains/0")).isEqualTo("a session is idle in symptom");
      Receiver.await(() -> states(symptom, "r0").equals(List.of(SentMessage.State.DROPPED)), CLOCK);
      end(running);
      assertThat(back.waiting()).isZero();
    }
  }

  /// What may have arrived before its cause was found comes again, and the cause after it.
  @Test
  void messagesOfAnIncidentKeepTheirOrder() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      AlertSettings settings = settings(webhook(receiver));
      CountDownLatch found = new CountDownLatch(1);
      Alert symptom = write(AlertStep.Kind.RAISED, page("symptom"));
      receiver.next(new Reply(500, "", Optional.empty(), () -> waitFor(found)));
      Thread running = run(notifier(settings));
      assertThat(receiver.take().text("/key")).isEqualTo(symptom.id() + ".1");
      Alert cause = write(AlertStep.Kind.RAISED, page("cause"));
      write(AlertStep.Kind.SEEN, symptom.explainedBy(Optional.of(cause.id())));
      found.countDown();

      assertThat(receiver.take().text("/key")).isEqualTo(symptom.id() + ".1");
      assertThat(receiver.take().text("/key")).isEqualTo(cause.id() + ".1");
      end(running);
    }
  }
}
