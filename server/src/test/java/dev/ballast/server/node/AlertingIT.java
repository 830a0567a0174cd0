package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.observe.incident.TimelineEntry;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.AlertView;
import dev.ballast.server.api.AlertsView;
import dev.ballast.server.api.DeploymentRequest;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.api.IncidentsView;
import dev.ballast.server.api.OwnerRequest;
import dev.ballast.server.api.ReasonRequest;
import dev.ballast.server.api.TicketView;
import dev.ballast.server.api.TicketsView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketStep;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// A node finds what is wrong at its server and keeps it.
class AlertingIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);

  @Test
  void aKeyNearItsEndIsFoundWithItsRemedy() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("alerting");
        TemporaryCluster shop = TemporaryCluster.of(18, CLOCK).tcp().start();
        Session owner = shop.session()) {
      // A sequence of bigint, so that the column ends before it.
      owner.execute("CREATE SEQUENCE numbers");
      owner.execute(
          "CREATE TABLE \"Orders; --\" (id integer PRIMARY KEY DEFAULT nextval('numbers'))");
      owner.execute("ALTER SEQUENCE numbers OWNED BY \"Orders; --\".id");
      owner.text("SELECT setval('numbers', 1900000000)::text");
      NodeSettings settings = settings(folder.path(), shop);
      try (Node _ = Node.start(settings, CLOCK);
          NodeClient client =
              NodeAddress.existing(settings.state())
                  .client(AccessToken.existing(settings.state()))) {
        checkIncident(client, checkAlert(client));
        checkTicket(client);
        checkSurroundings(client);
      }
    }
  }

  private static Alert checkAlert(NodeClient client) {
    Alert alert = eventually(client, "key-near-end");
    assertThat(alert.urgency()).isEqualTo(Urgency.TICKET);
    assertThat(alert.target()).isEqualTo("shop");
    // 1,900,000,000 of 2,147,483,647.
    assertThat(alert.condition().summary())
        .isEqualTo(
            "88.5 % of the values of column id of table public.\"Orders; --\" in database"
                + " postgres are used up");
    assertThat(alert.condition().remedies().getFirst().command())
        .startsWith(
            "BEGIN;\nSET LOCAL lock_timeout = '2s';\n"
                + "ALTER TABLE public.\"Orders; --\" ADD COLUMN id_wide bigint;");
    assertThat(alert.condition().remedies().get(3).command())
        .contains("ALTER SEQUENCE public.numbers AS bigint NO MAXVALUE OWNED BY");
    AlertView view =
        client.get("/api/v1/alerts/" + alert.id().toString().substring(0, 8), AlertView.class);
    assertThat(view.alert().id()).isEqualTo(alert.id());
    assertThat(view.steps()).extracting(KeptStep::kind).containsExactly(AlertStep.Kind.RAISED);
    assertThatThrownBy(() -> client.get("/api/v1/alerts/none", AlertView.class))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(ServerError.NODE_REQUEST_INVALID));
    return alert;
  }

  /// The ticket belongs to whom the rules name, then to whom it is given; closed by hand it says
  /// why.
  private static void checkTicket(NodeClient client) {
    eventually(() -> !tickets(client).isEmpty());
    Ticket ticket = tickets(client).getFirst();
    assertThat(ticket.check()).isEqualTo("key-near-end");
    assertThat(ticket.owner()).contains("team-shop");
    String path = "/api/v1/tickets/" + ticket.id();
    client.post(path + "/owner", Optional.of(new OwnerRequest("ann")), DoneView.class);
    assertThatThrownBy(
            () ->
                client.post(
                    path + "/close", Optional.of(new ReasonRequest("two\nlines")), DoneView.class))
        .isInstanceOf(Fault.class);
    client.post(path + "/close", Optional.of(new ReasonRequest("we know")), DoneView.class);
    TicketView view = client.get(path, TicketView.class);
    assertThat(view.ticket().owner()).contains("ann");
    assertThat(view.ticket().closedAt()).isPresent();
    assertThat(view.steps())
        .extracting(TicketStep::kind, TicketStep::note)
        .contains(tuple(TicketStep.Kind.ASSIGNED, "ann"), tuple(TicketStep.Kind.CLOSED, "we know"));
    assertThat(tickets(client)).isEmpty();
  }

  private static List<Ticket> tickets(NodeClient client) {
    return client.get("/api/v1/tickets", TicketsView.class).tickets().stream()
        .filter(ticket -> ticket.check().equals("key-near-end"))
        .toList();
  }

  private static void checkIncident(NodeClient client, Alert alert) {
    client.post(
        "/api/v1/targets/shop/deployments",
        Optional.of(new DeploymentRequest("web 4.2")),
        DoneView.class);
    Timeline timeline =
        client.get("/api/v1/incidents/" + alert.id(), IncidentView.class).timeline();
    assertThat(timeline.incident().root().id()).isEqualTo(alert.id());
    assertThat(timeline.entries())
        .extracting(TimelineEntry::kind, TimelineEntry::text)
        .contains(
            tuple(
                TimelineEntry.Kind.BEGAN,
                "the figure of key-near-end went over its threshold; as it was seen last"),
            tuple(TimelineEntry.Kind.HAPPENED, "deployment: web 4.2 was deployed"));
    assertThat(client.get("/api/v1/incidents", IncidentsView.class).incidents())
        .extracting(incident -> incident.root().id())
        .contains(alert.id());
  }

  /// How the target is set up and backed up, and what cannot be known of it.
  private static void checkSurroundings(NodeClient client) {
    assertThat(eventually(client, "vault-missing").condition().summary())
        .isEqualTo("no vault is declared: nothing backs it up");
    assertThat(eventually(client, "fsync-off").urgency()).isEqualTo(Urgency.PAGE);
    assertThat(client.get("/api/v1/alerts", AlertsView.class).gaps())
        .filteredOn(gap -> gap.check().equals("log-panic"))
        .extracting(CheckGap::why)
        .containsExactly("the configuration does not say where the server's log is");
    assertThat(client.get("/api/v1/alerts", AlertsView.class).gaps())
        .filteredOn(gap -> gap.check().equals("connections-unusual"))
        .extracting(CheckGap::why)
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("what is usual ");
  }

  private static NodeSettings settings(Path folder, TemporaryCluster server) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            "version: 1\ntargets:\n  shop:\n    host: 127.0.0.1\n    port: %d\n"
                    .formatted(server.settings().port())
                + "    user: postgres\n    auth: [none]\n"
                + "tickets:\n  owners: [{owner: team-shop, schema: public}]\n");
    return new NodeSettings(
        Configuration.read(file),
        new StoreLocation.Embedded(folder.resolve("store")),
        folder.resolve("state"),
        folder.resolve("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }

  private static Alert eventually(NodeClient client, String check) {
    eventually(() -> found(client, check).isPresent());
    return found(client, check).orElseThrow();
  }

  private static Optional<Alert> found(NodeClient client, String check) {
    return client.get("/api/v1/alerts", AlertsView.class).alerts().stream()
        .filter(a -> a.check().equals(check))
        .findFirst();
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(POLL);
    }
  }
}
