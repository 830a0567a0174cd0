package dev.ballast.cli.command.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.sample.PlantedFault;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The leaking policy of the sample, attacked on a clone of its backup.
class SecureIsolationCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void thePlantedPolicyLeaksAndIsClosedByItsFix() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("isolation")) {
      String lab = folder.path().resolve("lab").toString();
      String vault = folder.path().resolve("vault").toString();
      String key = "file:" + folder.path().resolve("key");
      try (TemporaryCluster source =
          TemporaryCluster.of(18, Clock.system())
              .hba("host all all 127.0.0.1/32 trust")
              .hba("host replication all 127.0.0.1/32 trust")
              .setting("wal_level", "replica")
              .start()) {
        Shop shop = Shop.create(source.settings(), ShopSettings.of(1, 0.01));
        shop.plant(Set.of(PlantedFault.LEAKING_POLICY));
        String target =
            "postgresql://postgres@127.0.0.1:%d/postgres?sslmode=disable"
                .formatted(source.settings().port());
        assertThat(run("vault", "init", "--new-key", "--vault", vault, "--key", key))
            .as(err::toString)
            .isZero();
        assertThat(
                run(
                    "lab",
                    "create",
                    "shop",
                    "--lab",
                    lab,
                    "--now",
                    "--target",
                    target,
                    "--unproved",
                    "--vault",
                    vault,
                    "--key",
                    key))
            .as(err::toString)
            .isZero();
      }
      assertThat(isolation(lab, "nobody")).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("login-role-unknown", "--login");
      assertThat(isolation(lab, "postgres")).isEqualTo(4);
      assertThat(err.toString(UTF_8)).contains("login-role-exempt");
      assertThat(isolation(lab, "shop_app", "--context", "shop.tenant_id")).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("names no tenant");
      assertThat(isolation(lab, "shop_app", "--database", "shop")).as(err::toString).isEqualTo(7);
      assertThat(out.toString(UTF_8))
          .contains("context shop.tenant_id={tenant}")
          .contains("shop.payments: a session that has named no tenant reads rows of one", "SELECT")
          .doesNotContain("shop.orders: a session");
      Path fix =
          Files.writeString(
              folder.path().resolve("fix.sql"), "DROP POLICY payments_export ON shop.payments;");
      assertThat(isolation(lab, "shop_app", "--database", "shop", "--with", fix.toString()))
          .as(err::toString)
          .isEqualTo(7);
      assertThat(out.toString(UTF_8))
          .containsPattern(
              "closed by the fix\n  shop.payments: a session that has named no tenant reads")
          .doesNotContain("OPENED by the fix");
      assertThat(isolation(lab, "shop_app", "--with", fix + ".absent")).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("cannot read");
    }
  }

  private int isolation(String lab, String login, String... more) {
    List<String> all =
        new ArrayList<>(List.of("secure", "isolation", "shop", "--lab", lab, "--login", login));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandRun.of(
            new RootCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
