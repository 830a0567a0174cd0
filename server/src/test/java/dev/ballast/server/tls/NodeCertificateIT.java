package dev.ballast.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.HealthView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.ServingNode;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that shows a certificate, and one that is renewed while it runs.
class NodeCertificateIT {
  private static final Clock CLOCK = Clock.system();
  private static final String TOKEN = "0".repeat(64);

  @TempDir private Path folder;

  @Test
  void onlyTheNodesOwnCertificateIsTrustedAndARenewedOneIsShownWithoutARestart()
      throws IOException {
    ServerTls files = made(Files.createDirectory(folder.resolve("first")));
    ServerTls renewed = made(Files.createDirectory(folder.resolve("renewed")));
    ListenSettings listen = new ListenSettings("127.0.0.1", 0, Optional.of(files));
    try (ServingNode node = ServingNode.start(listen, CLOCK)) {
      assertThat(node.address().getScheme()).isEqualTo("https");
      assertThat(health(node).ready()).isTrue();
      isRefused(
          new NodeClient(
              node.address(), TOKEN, Optional.of(PinnedCertificate.of(renewed.certificate()))));
      isRefused(new NodeClient(node.address(), TOKEN, Optional.empty()));
      isRefused(
          new NodeClient(
              URI.create("http://127.0.0.1:" + node.address().getPort()), TOKEN, Optional.empty()));

      replace(renewed.key(), files.key());
      // Half renewed: what was shown before is shown still.
      eventually(() -> health(node).certificate().isPresent());
      assertThat(health(node).certificate().orElseThrow().detail().orElseThrow())
          .contains("its key is not that of");
      replace(renewed.certificate(), files.certificate());
      eventually(() -> isShown(node));
      assertThat(health(node).certificate()).isEmpty();
    }
  }

  private static ServerTls made(Path where) {
    Instant now = CLOCK.now();
    Duration day = Duration.ofDays(1);
    return SelfSigned.make(where, "EC", now.minus(day), now.plus(day)).files();
  }

  private static void replace(Path source, Path target) throws IOException {
    Path half = target.resolveSibling("half");
    Files.copy(source, half);
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static HealthView health(ServingNode node) {
    try (NodeClient client = node.client()) {
      return client.get("/api/v1/health", HealthView.class);
    }
  }

  /// Whether the node shows what its files hold at present.
  private static boolean isShown(ServingNode node) {
    try {
      return health(node).ready();
    } catch (Fault fault) {
      assertThat(fault.code()).isEqualTo(ServerError.NODE_UNREACHABLE);
      return false;
    }
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      assertThat(CLOCK.since(began)).isLessThan(Duration.ofMinutes(2));
      CLOCK.pause(Duration.ofMillis(100));
    }
  }

  private static void isRefused(NodeClient client) {
    try (client) {
      assertThatThrownBy(() -> client.get("/api/v1/health", HealthView.class))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.NODE_UNREACHABLE));
    }
  }
}
