package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.ReloadView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.api.TargetsView;
import dev.ballast.server.http.NodeClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// A configuration that changes under a node.
class InForceIT {
  private static final Clock CLOCK = Clock.system();
  private static final String RELOAD = "/api/v1/configuration/reload";

  @Test
  void targetsComeAndGoAndAFaultyFileChangesNothing() {
    try (ServingNode node = ServingNode.start(CLOCK);
        NodeClient client = node.client()) {
      eventually(() -> reachable(client, "shop"));
      ReloadView same = reload(client);
      assertThat(same.changesNothing()).isTrue();

      node.configure(
          node.target("other")
              + "serve:\n  listen:\n    port: 9999\n  otlp:\n"
              + "    endpoint: http://127.0.0.1:1/v1/metrics\n");
      ReloadView changed = reload(client);
      assertThat(changed.added()).containsExactly("target other");
      assertThat(changed.removed()).containsExactly("target shop");
      assertThat(changed.changed()).isEmpty();
      assertThat(changed.restart()).containsExactly("serve.listen", "serve.otlp");
      eventually(() -> reachable(client, "other"));
      assertThat(names(client)).containsExactly("other");

      node.configure("targets:\n  other:\n    hots: 127.0.0.1\n");
      Fault refused = catchThrowableOfType(Fault.class, () -> reload(client));
      assertThat(refused.code()).isEqualTo(ServerError.NODE_REQUEST_INVALID);
      assertThat(refused.detail().orElseThrow())
          .contains("configuration-invalid", "did you mean \"host\"?");
      assertThat(names(client)).containsExactly("other");
      assertThat(reachable(client, "other")).isTrue();

      node.configure(node.target("other") + "    database: template1\n");
      assertThat(reload(client).changed()).containsExactly("target other");
      eventually(() -> reachable(client, "other"));

      node.configure(
          node.target("other")
              + "    database: template1\n"
              + "tickets:\n  due: 3d\n  owners:\n    - {owner: dba, check: deadlocks}\n");
      assertThat(reload(client).changed())
          .containsExactly("the owners of tickets", "when tickets are due");
    }
  }

  private static ReloadView reload(NodeClient client) {
    return client.post(RELOAD, Optional.empty(), ReloadView.class);
  }

  private static List<String> names(NodeClient client) {
    return client.get("/api/v1/targets", TargetsView.class).targets().stream()
        .map(TargetView::name)
        .toList();
  }

  private static boolean reachable(NodeClient client, String target) {
    return client.get("/api/v1/targets", TargetsView.class).targets().stream()
        .anyMatch(t -> t.name().equals(target) && t.reachable());
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(Duration.ofMinutes(2));
      CLOCK.pause(Duration.ofMillis(200));
    }
  }
}
