package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.UndecidedCause;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ChannelBinding;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void everyKeyReachesItsComponent() throws IOException {
    Configuration configuration =
        read(
            """
            version: 1
            vaults:
              main:
                folder: vault
                key: file:master.key
            targets:
              shop:
                host: db1.example.com
                port: 6432
                database: shop
                user: ballast
                password: env:SHOP_PASSWORD
                tls: verify-ca
                root-certificate: ~/root.pem
                connect-timeout: 3s
                auth: [scram-sha-256, md5]
                channel-binding: prefer
                vault: main
                objectives:
                  proof-age: 7d
                  recovery-point: 1500ms
                  recovery-time: 30min
                proof:
                  index-budget: 2h
                  accept-undecided: [page-checksums-off, L6]
                invariants:
                  - name: order-total
                    database: shop
                    sql: SELECT 1 WHERE false
            """);

    assertThat(configuration.vaults())
        .containsExactly(
            new VaultDeclaration(
                "main",
                folder.resolve("vault"),
                new SecretReference.InFile(folder.resolve("master.key"))));
    assertThat(configuration.targets())
        .containsExactly(
            new Target(
                "shop",
                new Endpoint(
                    "db1.example.com",
                    6432,
                    "shop",
                    "ballast",
                    new Tls(TlsMode.VERIFY_CA, Optional.of(folder.resolve("home/root.pem"))),
                    Duration.ofSeconds(3),
                    Authentication.accepting(
                            AuthenticationMethod.SCRAM_SHA_256, AuthenticationMethod.MD5)
                        .withChannelBinding(ChannelBinding.PREFER)),
                new PasswordSource.Referenced(new SecretReference.InVariable("SHOP_PASSWORD")),
                Optional.of("main"),
                new Objectives(Duration.ofDays(7), Duration.ofMillis(1500), Duration.ofMinutes(30)),
                List.of(new Invariant("order-total", "shop", "SELECT 1 WHERE false")),
                new ProofTerms(
                    Optional.of(Duration.ofHours(2)),
                    new Acceptance(Set.of(Level.L6), Set.of(UndecidedCause.PAGE_CHECKSUMS_OFF)))));
  }

  @Test
  void whatIsOnlyWatchedReachesItsComponentToo() throws IOException {
    Configuration configuration =
        read(
            """
            version: 1
            targets:
              shop:
                host: localhost
                user: ballast
                log:
                  directory: logs
                  format: jsonlog
                  prefix: "%m [%p] "
            poolers:
              pool: {host: localhost, user: stats, password: env:POOL_PASSWORD}
            """);
    assertThat(configuration.targets().getFirst().log())
        .contains(
            new LogDeclaration(
                folder.resolve("logs"), true, Optional.of("jsonlog"), Optional.of("%m [%p] ")));
    assertThat(configuration.poolers())
        .containsExactly(
            new Pooler(
                "pool",
                new Endpoint(
                    "localhost",
                    6432,
                    "pgbouncer",
                    "stats",
                    Tls.DISABLED,
                    ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
                new PasswordSource.Referenced(new SecretReference.InVariable("POOL_PASSWORD"))));
  }

  @Test
  void aTargetHasLabelsAndAnOwnerWhoseItsTicketsAreThatNoRuleFits() throws IOException {
    Configuration configuration =
        read(
            """
            version: 1
            targets:
              shop:
                host: localhost
                user: ballast
                labels: {env: prod, tier: "1"}
                owner: bea
            tickets:
              owner: carl
              owners:
                - {owner: bea, schema: billing}
            """);
    assertThat(configuration.target("shop").affiliation())
        .isEqualTo(
            new Affiliation(
                List.of(new Affiliation.Label("env", "prod"), new Affiliation.Label("tier", "1")),
                Optional.of("bea")));
    assertThat(configuration.tickets().owners())
        .extracting(OwnerRule::owner, OwnerRule::target, OwnerRule::schema)
        .containsExactly(
            Tuple.tuple("bea", Optional.empty(), Optional.of("billing")),
            Tuple.tuple("bea", Optional.of("shop"), Optional.empty()));
  }

  @Test
  void whatIsLeftOutTakesTheDocumentedDefault() throws IOException {
    Target target =
        read("""
                version: 1
                vaults:
                  only: {folder: /srv/vault, key: env:KEY}
                targets:
                  shop: {host: localhost, user: ballast}
                """)
            .target("shop");

    assertThat(target)
        .isEqualTo(
            new Target(
                "shop",
                new Endpoint(
                    "localhost", 5432, "postgres", "ballast", Tls.DISABLED, Duration.ofSeconds(10)),
                new PasswordSource.FromPgPass(Optional.empty(), false),
                Optional.of("only"),
                new Objectives(Duration.ofHours(24), Duration.ofSeconds(60), Duration.ofHours(1)),
                List.of()));
  }

  @Test
  void howBackupsAreTakenAndHowMuchLogIsProvedIsRead() throws IOException {
    Target target =
        read("""
                version: 1
                targets:
                  shop:
                    host: localhost
                    user: ballast
                    backup: {full-age: 30d}
                    proof: {log-limit: 2GB}
                """)
            .target("shop");

    assertThat(target.backup()).isEqualTo(new BackupTerms(Duration.ofDays(30)));
    assertThat(target.proof().logLimit()).isEqualTo(2_147_483_648L);
    assertThat(BackupTerms.DEFAULTS.fullAge()).isEqualTo(Duration.ofDays(7));
    assertThat(ProofTerms.DEFAULTS.logLimit()).isEqualTo(17_179_869_184L);
  }

  @Test
  void whatClientsMustGetIsReadForTheTargetAndItsDatabases() throws IOException {
    Configuration configuration =
        read(
            """
            version: 1
            targets:
              shop:
                host: localhost
                user: ballast
                objectives:
                  availability: 99.95%
                  time-within: 98 %
                  statement-ticket: 2s
                  statement-p95: 80ms
                  databases:
                    shop: {read-p95: 20ms, write-p95: 1s}
            poolers:
              pool: {host: localhost, user: stats, target: shop}
            """);
    assertThat(configuration.target("shop").objectives().service())
        .isEqualTo(
            new ServiceObjectives(
                0.9995,
                0.98,
                Duration.ofSeconds(2),
                new StatementTimes(
                    Optional.of(Duration.ofMillis(80)), Optional.empty(), Optional.empty()),
                List.of(
                    new ServiceObjectives.OfDatabase(
                        "shop",
                        new StatementTimes(
                            Optional.empty(),
                            Optional.of(Duration.ofMillis(20)),
                            Optional.of(Duration.ofSeconds(1)))))));
    assertThat(Objectives.DEFAULTS.service().availability()).isEqualTo(0.9999);
    assertThat(configuration.poolers().getFirst().target()).contains("shop");
  }

  @Test
  void whatCannotBeAcceptedIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    version: 1
                    targets:
                      shop:
                        host: localhost
                        user: ballast
                        proof: {accept-undecided: [L4, L7]}
                    """))
        .isInstanceOfSatisfying(
            Fault.class,
            fault ->
                assertThat(fault.detail().orElseThrow())
                    .startsWith("read.yaml:6:")
                    .contains("must be L0 to L6 or page-checksums-off"));
  }

  @Test
  void anchorsShareObjectives() throws IOException {
    Configuration configuration =
        read(
            """
            version: 1
            targets:
              one: {host: a, user: ballast, objectives: &strict {recovery-point: 5s}}
              two: {host: b, user: ballast, objectives: *strict}
            """);

    assertThat(configuration.target("two").objectives().recoveryPoint())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, '', DISABLE",
    "127.0.0.1, '', DISABLE",
    "'::1', '', DISABLE",
    "127.8.8.8, '', DISABLE",
    "'::ffff:127.0.0.1', '', DISABLE",
    "'0:0:0:0:0:0:0:1', '', DISABLE",
    "LOCALHOST, '', DISABLE",
    "db1.example.com, '', VERIFY_FULL",
    "10.0.0.7, '', VERIFY_FULL",
    "'fe80::1', '', VERIFY_FULL",
    "0.0.0.0, '', VERIFY_FULL",
    "127.example.com, '', VERIFY_FULL",
    "127.0.0.1.example.com, '', VERIFY_FULL",
    "127.0.0.999, '', VERIFY_FULL",
    "localhost.example.com, '', VERIFY_FULL",
    "localhost.localdomain, '', VERIFY_FULL",
    "db1.example.com, 'tls: require', REQUIRE",
    "db1.example.com, 'root-certificate: /r.pem', VERIFY_FULL",
    "localhost, 'root-certificate: /r.pem', VERIFY_FULL",
    "db1.example.com, 'tls: disable', DISABLE",
  })
  void tlsDefaultsToWhatTheHostCallsFor(String host, String more, TlsMode expected)
      throws IOException {
    Configuration configuration =
        read(
            "version: 1\ntargets:\n  shop:\n    user: ballast\n    host: '%s'\n    %s\n"
                .formatted(host, more));

    assertThat(configuration.target("shop").endpoint().tls().mode()).isEqualTo(expected);
  }

  @Test
  void anUnknownTargetIsToldWithTheNearestName() throws IOException {
    Configuration configuration =
        read("version: 1\ntargets:\n  shop: {host: a, user: b}\n  billing: {host: c, user: b}\n");

    Fault near = catchThrowableOfType(Fault.class, () -> configuration.target("shpo"));
    Fault far = catchThrowableOfType(Fault.class, () -> configuration.target("warehouse"));
    Fault vault = catchThrowableOfType(Fault.class, () -> configuration.vault("main"));

    assertThat(near.code()).isEqualTo(TargetsError.TARGET_UNKNOWN);
    assertThat(near.hint()).contains("Did you mean shop?");
    assertThat(far.hint()).contains("Configured are shop, billing.");
    assertThat(vault.code()).isEqualTo(TargetsError.VAULT_UNKNOWN);
    assertThat(vault.hint()).contains("None is configured.");
  }

  @Test
  void theOptionGoesBeforeTheVariableAndTheVariableBeforeTheUsualPlaces() throws IOException {
    Path option = Files.createFile(folder.resolve("option.yaml"));
    Path variable = Files.createFile(folder.resolve("variable.yaml"));
    Path here = Files.createFile(folder.resolve("ballast.yaml"));
    Path home =
        Files.createFile(
            Files.createDirectories(folder.resolve("home/.config/ballast"))
                .resolve("ballast.yaml"));
    ProcessEnvironment with = environment(Map.of("BALLAST_CONFIG", variable.toString()));
    ProcessEnvironment without = environment(Map.of("BALLAST_CONFIG", ""));

    assertThat(Configuration.find(Optional.of(option), with)).contains(option);
    assertThat(Configuration.find(Optional.empty(), with)).contains(variable);
    assertThat(Configuration.find(Optional.empty(), without)).contains(here);
    Files.delete(here);
    assertThat(Configuration.find(Optional.empty(), without)).contains(home);
  }

  @Test
  void aNamedFileThatDoesNotExistIsNotReplacedByAnother() throws IOException {
    Files.createFile(folder.resolve("ballast.yaml"));

    Fault option =
        catchThrowableOfType(
            Fault.class,
            () -> Configuration.find(Optional.of(Path.of("gone.yaml")), environment(Map.of())));
    Fault variable =
        catchThrowableOfType(
            Fault.class,
            () ->
                Configuration.find(
                    Optional.empty(), environment(Map.of("BALLAST_CONFIG", "gone.yaml"))));

    assertThat(option.code()).isEqualTo(TargetsError.CONFIGURATION_MISSING);
    assertThat(option.hint()).contains("Check the path after --config.");
    assertThat(variable.hint()).contains("Check the path in the variable BALLAST_CONFIG.");
  }

  @Test
  void withoutAnyFileThePlacesLookedAtAreTold() {
    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> Configuration.load(Optional.empty(), environment(Map.of())));

    assertThat(fault.code()).isEqualTo(TargetsError.CONFIGURATION_MISSING);
    assertThat(fault.detail())
        .contains(
            "looked for %1$s/ballast.yaml, %1$s/home/.config/ballast/ballast.yaml, /etc/ballast/ballast.yaml"
                .formatted(folder));
  }

  private Configuration read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("read.yaml"), yaml);
    return Configuration.read(file, environment(Map.of()));
  }

  private ProcessEnvironment environment(Map<String, String> variables) {
    return new ProcessEnvironment(variables, folder.resolve("home"), folder, "alice");
  }
}
