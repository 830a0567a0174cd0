package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.report.server.ServeCheckReport;
import dev.ballast.report.server.ServeCheckReport.Part;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `serve --check` finds, and that it makes nothing.
class NodeCheckIT {
  private static final Clock CLOCK = Clock.system();
  private static final int MAJOR = 18;
  private static final int CHUNK_BYTES = 1 << 20;

  /// Receivers that are not there.
  private static final String ALERTS =
      """
      alerts:
        routes:
          hook: {type: webhook, url: 'http://127.0.0.1:1/'}
          mail: {type: smtp, server: localhost, port: 1, tls: none, from: a@b, to: [c@d]}
          chat: {type: slack, url: 'file:/nowhere/at/all'}
        send:
          - {to: [hook, mail, chat]}
      """;

  @Test
  void whatIsSoundAndWhatIsNotIsSaidPartByPart() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("node-check");
        TemporaryCluster server = TemporaryCluster.of(MAJOR, CLOCK).fsync(true).tcp().start()) {
      try (Session session = server.session()) {
        session.execute("CREATE ROLE watcher LOGIN REPLICATION BYPASSRLS");
        session.execute("GRANT pg_read_all_data, pg_monitor TO watcher");
        session.execute("CREATE ROLE nobody LOGIN");
      }
      Path key = folder.path().resolve("master.key");
      MasterKey master = MasterKey.generate();
      master.save(key);
      Path wrong = folder.path().resolve("wrong.key");
      MasterKey.generate().save(wrong);
      VaultSettings where =
          new VaultSettings(folder.path().resolve("vault"), folder.path().resolve("heads"), CLOCK);
      Vault.init(where, master, CHUNK_BYTES).close();
      int port = server.settings().port();

      Configuration sound =
          configuration(
              folder.path(),
              vault("main", where.folder(), key) + "targets:\n" + target("shop", port, "watcher"));
      ServeCheckReport report = check(folder.path(), sound, ListenSettings.DEFAULTS.withPort(0));
      assertThat(report.parts()).as(report.toString()).allMatch(Part::sound);
      assertThat(report.exit()).isEqualTo(ExitCode.DONE);
      assertThat(report.parts())
          .contains(Part.sound("clients of shop", "an attempt to run a statement succeeds"));
      assertThat(folder.path().resolve("state")).doesNotExist();

      Configuration unsound =
          configuration(
              folder.path(),
              vault("main", where.folder(), wrong)
                  + vaultEntry("none", folder.path().resolve("nowhere"), key)
                  + "targets:\n"
                  + target("poor", port, "nobody")
                  + "    vault: main\n"
                  + target("gone", 1, "watcher")
                  + "    vault: none\n    log:\n      directory: /nowhere/at/all\n"
                  + "poolers:\n  pool:\n    host: 127.0.0.1\n    port: 1\n    user: stats\n"
                  + "serve:\n  store:\n    url: postgresql://nobody@127.0.0.1:1/none\n"
                  + ALERTS);
      ServerTls missing = new ServerTls(folder.path().resolve("no.pem"), key);
      ServeCheckReport other =
          check(folder.path(), unsound, new ListenSettings("127.0.0.1", 0, Optional.of(missing)));
      assertThat(unsound(other))
          .containsExactly(
              "listen",
              "store",
              "vault main",
              "vault none",
              "target poor",
              "target gone",
              "clients of gone",
              "log of gone",
              "pooler pool",
              "route hook",
              "route mail",
              "route chat");
      assertThat(other.parts()).filteredOn(p -> !p.sound()).allMatch(p -> p.hint().isPresent());
      assertThat(other.exit()).isEqualTo(ExitCode.FOUND);

      // The server's own port.
      ServeCheckReport taken = check(folder.path(), sound, ListenSettings.DEFAULTS.withPort(port));
      assertThat(unsound(taken)).containsExactly("listen");
    }
  }

  private static List<String> unsound(ServeCheckReport report) {
    return report.parts().stream().filter(p -> !p.sound()).map(Part::part).toList();
  }

  private static ServeCheckReport check(
      Path folder, Configuration configuration, ListenSettings listen) {
    return NodeCheck.run(
        new NodeSettings(
            configuration,
            new StoreLocation.Embedded(folder.resolve("state/store")),
            folder.resolve("state/node"),
            folder.resolve("heads"),
            listen),
        CLOCK);
  }

  private static Configuration configuration(Path folder, String rest) throws IOException {
    Path file = folder.resolve("ballast.yaml");
    Files.writeString(file, "version: 1\n" + rest);
    return Configuration.read(file);
  }

  private static String vault(String name, Path folder, Path key) {
    return "vaults:\n" + vaultEntry(name, folder, key);
  }

  private static String vaultEntry(String name, Path folder, Path key) {
    return "  %s:\n    folder: %s\n    key: file:%s\n".formatted(name, folder, key);
  }

  private static String target(String name, int port, String user) {
    return "  %s:\n    host: 127.0.0.1\n    port: %d\n    user: %s\n    auth: [none]\n"
        .formatted(name, port, user);
  }
}
