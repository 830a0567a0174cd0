package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.AlertsView;
import dev.ballast.server.api.AuditView;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.MuteRequest;
import dev.ballast.server.api.MuteView;
import dev.ballast.server.api.MutesView;
import dev.ballast.server.api.ReloadView;
import dev.ballast.server.api.RouteTestView;
import dev.ballast.server.api.RoutesView;
import dev.ballast.server.node.ServingNode;
import dev.ballast.store.sample.Label;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// Routes are tried out and alerts are muted at a node.
class NotifyEndpointsIT {
  private static final String ROUTES = "/api/v1/alert-routes";
  private static final String MUTES = "/api/v1/alert-mutes";

  @Test
  void aRouteIsTriedOutAndAMuteHasAReasonAnEndAndAnEntry() throws IOException {
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/no") ? 401 : 204, -1);
          exchange.close();
        });
    receiver.start();
    String section =
        """
        alerts:
          routes:
            good: {type: webhook, url: 'http://localhost:%1$d/'}
            bad: {type: webhook, url: 'http://localhost:%1$d/no'}
          send:
            - {to: [good, bad]}
        """
            .formatted(receiver.getAddress().getPort());
    try (ServingNode node = ServingNode.start(section, Clock.system());
        NodeClient client = node.client()) {
      routes(client, got);
      mutes(client);
      reload(node, client);
    } finally {
      receiver.stop(0);
    }
  }

  private static void routes(NodeClient client, BlockingQueue<String> got) {
    assertThat(client.get(ROUTES, RoutesView.class).routes())
        .extracting(line -> line.state().route() + " " + line.type())
        .containsExactly("good webhook", "bad webhook");
    RouteTestView good = client.post(ROUTES + "/good/test", Optional.empty(), RouteTestView.class);
    assertThat(good).isEqualTo(new RouteTestView("good", true, "HTTP status 204"));
    assertThat(got.remove()).contains("\"kind\":\"test\"", "nothing is wrong");
    RouteTestView bad = client.post(ROUTES + "/bad/test", Optional.empty(), RouteTestView.class);
    assertThat(bad).isEqualTo(new RouteTestView("bad", false, "HTTP status 401"));
    Fault unknown =
        catchThrowableOfType(
            Fault.class,
            () -> client.post(ROUTES + "/goood/test", Optional.empty(), RouteTestView.class));
    assertThat(unknown.hint()).contains("Did you mean \"good\"?");
  }

  private static MuteRequest mute(String target, String check, String duration, String reason) {
    return new MuteRequest(
        Optional.of(target).filter(text -> !text.isEmpty()),
        Optional.of(check).filter(text -> !text.isEmpty()),
        List.of(),
        false,
        duration,
        reason);
  }

  private static MuteRequest of(String label, String value, String duration) {
    return new MuteRequest(
        Optional.of("shop"),
        Optional.of("key-near-end"),
        List.of(new Label(label, value)),
        false,
        duration,
        "why");
  }

  private static void mutes(NodeClient client) {
    MuteView made =
        client.post(
            MUTES,
            Optional.of(
                new MuteRequest(
                    Optional.of("shop"),
                    Optional.of("key-near-end"),
                    List.of(new Label("table", "orders")),
                    false,
                    "2h",
                    "OPS-311")),
            MuteView.class);
    assertThat(Duration.between(made.mute().madeAt(), made.mute().endsAt()))
        .isEqualTo(Duration.ofHours(2));
    assertThat(client.get("/api/v1/alerts", AlertsView.class).mutes()).containsExactly(made.mute());
    assertThat(client.get("/api/v1/audit", AuditView.class).entries())
        .filteredOn(entry -> entry.what().equals("POST " + MUTES))
        .extracting(AuditView.Entry::result)
        .containsExactly("done", "begun");

    assertThat(made.extended()).isFalse();
    assertThat(made.unknown()).contains("nothing with table=orders is known now");
    // The same again is the same mute, until the later end.
    MuteView again = client.post(MUTES, Optional.of(of("table", "orders", "1h")), MuteView.class);
    assertThat(again.extended()).isTrue();
    assertThat(again.mute().id()).isEqualTo(made.mute().id());
    assertThat(again.mute().endsAt()).isEqualTo(made.mute().endsAt());
    MuteView longer = client.post(MUTES, Optional.of(of("table", "orders", "3h")), MuteView.class);
    assertThat(longer.mute().id()).isEqualTo(made.mute().id());
    assertThat(longer.mute().endsAt()).isAfter(made.mute().endsAt());
    assertThat(longer.mute().reason()).isEqualTo("why");
    assertThat(client.get(MUTES, MutesView.class).mutes()).containsExactly(longer.mute());
    Fault label =
        catchThrowableOfType(
            Fault.class,
            () -> client.post(MUTES, Optional.of(of("tabel", "orders", "1h")), MuteView.class));
    assertThat(label.getMessage()).contains("alerts of key-near-end have no label of that name");
    assertThat(label.hint())
        .contains(
            "Did you mean \"table\"? There is column, database, schema, sequence,"
                + " sequence_schema, table.");

    for (MuteRequest wrong :
        List.of(
            mute("shop", "", "91d", "why"),
            mute("shop", "", "soon", "why"),
            mute("shop", "", "2h", " "),
            mute("shop", "", "2h", "two\nlines"),
            mute("shpo", "", "2h", "why"),
            mute("", "key-near-ends", "2h", "why"),
            mute("", "", "2h", "why"))) {
      Fault refused =
          catchThrowableOfType(
              Fault.class, () -> client.post(MUTES, Optional.of(wrong), MuteView.class));
      assertThat(refused.code()).as(wrong.toString()).isEqualTo(ServerError.NODE_REQUEST_INVALID);
    }

    String mute = MUTES + "/" + made.mute().id();
    client.delete(mute, DoneView.class);
    assertThat(client.get(MUTES, MutesView.class).mutes()).isEmpty();
    assertThat(catchThrowableOfType(Fault.class, () -> client.delete(mute, DoneView.class)).code())
        .isEqualTo(ServerError.NODE_REQUEST_INVALID);
  }

  /// What is wrong in the new configuration leaves the old one in force.
  private static void reload(ServingNode node, NodeClient client) {
    node.configure(node.target("shop") + "alerts:\n  checks:\n    none: {raise: 1}\n");
    Fault refused =
        catchThrowableOfType(
            Fault.class,
            () -> client.post("/api/v1/configuration/reload", Optional.empty(), ReloadView.class));
    assertThat(refused.detail()).get().asString().contains("\"none\" is no check");
    assertThat(client.get(ROUTES, RoutesView.class).routes()).hasSize(2);
  }
}
