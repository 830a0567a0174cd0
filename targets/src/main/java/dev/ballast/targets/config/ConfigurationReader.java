package dev.ballast.targets.config;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Nearest;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.wire.PoolerConsole;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// From YAML to [Configuration]. A part that is faulty is left out of the answer; anyone who calls
/// looks at the problems before using it.
final class ConfigurationReader {
  private static final int VERSION = 1;

  private static final ScalarType<Duration> FULL_AGE = Values.duration("0s", "365d");
  private static final ScalarType<Duration> INDEX_BUDGET = Values.duration("0s", "30d");
  private static final ScalarType<Long> LOG_LIMIT =
      ScalarType.text("a size such as 16GB", ChangeReader::size);
  private static final ScalarType<Duration> CONNECT_TIMEOUT = Values.duration("1s", "300s");

  private final ScalarType<Path> path;
  private final ScalarType<SecretReference> secret;
  private final ScalarType<PasswordSource> password;
  private final StoreReader store;
  private final KnownChecks checks;

  /// @param environment its working directory is the file's folder: relative paths start there
  /// @param file for messages
  /// @param trust which secrets the file gets
  /// @param checks that the file may name
  ConfigurationReader(
      ProcessEnvironment environment, Path file, ConfigurationTrust trust, KnownChecks checks) {
    this.checks = checks;
    path =
        ScalarType.text(
            "a path", text -> environment.resolve(environment.workingDirectory(), text));
    secret =
        ScalarType.text(
            "a reference to a secret",
            text -> trust.allowed(SecretReference.parse(text, environment), file));
    password =
        ScalarType.text(
            "a reference to a secret, or pgpass",
            text ->
                text.equals("pgpass")
                    ? new PasswordSource.FromPgPass(Optional.empty(), true)
                    : new PasswordSource.Referenced(
                        trust.allowed(SecretReference.parse(text, environment), file)));
    store = new StoreReader(environment, password);
  }

  Configuration read(Path file, Section root) {
    root.required("version", ScalarType.number(VERSION, VERSION));
    List<Section> vaultSections = root.named("vaults");
    List<VaultDeclaration> vaults =
        vaultSections.stream().flatMap(section -> vault(section).stream()).toList();
    List<String> vaultNames = vaultSections.stream().map(Section::name).toList();
    List<Section> targetSections = root.named("targets");
    List<Target> targets =
        targetSections.stream().flatMap(section -> target(section, vaultNames).stream()).toList();
    ChangeSettings change =
        root.section("change").map(new ChangeReader(path)::read).orElse(ChangeSettings.NONE);
    ServeSettings serve =
        root.section("serve")
            .map(
                new ServeReader(path, store, new OtlpReader(secret), new ProviderReader(secret))
                    ::read)
            .orElse(ServeSettings.DEFAULTS);
    List<String> targetNames = targetSections.stream().map(Section::name).toList();
    List<Section> poolerSections = root.named("poolers");
    List<Pooler> poolers =
        poolerSections.stream().flatMap(section -> pooler(section, targetNames).stream()).toList();
    Names watched =
        new Names(
            "target",
            Stream.concat(targetNames.stream(), poolerSections.stream().map(Section::name))
                .toList());
    TicketSettings tickets =
        root.section("tickets")
            .map(section -> new TicketReader(path, secret, watched, checks).read(section))
            .orElse(TicketSettings.DEFAULTS);
    AffiliationReader.check(targetSections, tickets, targets);
    AlertSettings alerts =
        root.section("alerts")
            .map(new AlertReader(path, secret, watched, checks)::read)
            .orElse(AlertSettings.DEFAULTS);
    root.done();
    return new Configuration(
        file,
        vaults,
        targets,
        change,
        serve,
        poolers,
        AffiliationReader.withOwners(tickets, targets),
        alerts);
  }

  private Optional<VaultDeclaration> vault(Section section) {
    checkName(section);
    Optional<Path> folder = section.required("folder", path);
    Optional<SecretReference> key = section.required("key", secret);
    Optional<String> id = section.optional("id", Values.VAULT_ID);
    Optional<Path> headKey = section.optional("head-key", path);
    section.done();
    return folder.flatMap(
        f -> key.map(k -> new VaultDeclaration(section.name(), f, k, id, headKey)));
  }

  private Optional<Pooler> pooler(Section section, List<String> targetNames) {
    checkName(section);
    if (targetNames.contains(section.name())) {
      section.rejectName("a target is named \"" + section.name() + "\", too");
    }
    Optional<Endpoint> endpoint =
        endpoint(section, Pooler.DEFAULT_PORT, Optional.of(PoolerConsole.DATABASE));
    PasswordSource source = passwordOf(section);
    Optional<String> target = section.optional("target", ScalarType.TEXT);
    target
        .filter(Predicate.not(targetNames::contains))
        .ifPresent(name -> section.reject("target", undeclared("target", name, targetNames)));
    section.done();
    return endpoint.map(e -> new Pooler(section.name(), e, source, target));
  }

  private PasswordSource passwordOf(Section section) {
    return section
        .optional("password", password)
        .orElseGet(() -> new PasswordSource.FromPgPass(Optional.empty(), false));
  }

  private Optional<Target> target(Section section, List<String> vaultNames) {
    checkName(section);
    Optional<Endpoint> endpoint = endpoint(section, Endpoint.DEFAULT_PORT, Optional.empty());
    PasswordSource source = passwordOf(section);
    Optional<String> vault = vaultOf(section, vaultNames);
    Objectives objectives =
        section.section("objectives").map(ObjectiveReader::read).orElse(Objectives.DEFAULTS);
    List<Invariant> invariants = invariants(section.items("invariants"));
    ProofTerms proof =
        section.section("proof").map(ConfigurationReader::proof).orElse(ProofTerms.DEFAULTS);
    Optional<LogDeclaration> log = section.section("log").flatMap(new LogReader(path)::read);
    int port = endpoint.map(Endpoint::port).orElse(Endpoint.DEFAULT_PORT);
    Optional<WalDeclaration> wal =
        section.section("wal").flatMap(new WalReader(vaultNames, port)::read);
    BackupTerms backup =
        section.section("backup").map(ConfigurationReader::backup).orElse(BackupTerms.DEFAULTS);
    Affiliation affiliation = AffiliationReader.read(section);
    section.done();
    return endpoint.map(
        e ->
            new Target(
                section.name(),
                e,
                source,
                vault,
                objectives,
                invariants,
                proof,
                log,
                wal,
                backup,
                affiliation));
  }

  /// @param only the database, where the file does not name it
  private Optional<Endpoint> endpoint(Section section, int defaultPort, Optional<String> only) {
    Optional<String> host = section.required("host", Values.HOST);
    int port = section.optional("port", Values.PORT).orElse(defaultPort);
    String database =
        only.or(() -> section.optional("database", Values.NOT_BLANK))
            .orElse(Endpoint.DEFAULT_DATABASE);
    Optional<String> user = section.required("user", Values.NOT_BLANK);
    Optional<Path> root = section.optional("root-certificate", path);
    TlsMode mode =
        section
            .optional("tls", Values.TLS)
            .orElseGet(() -> Endpoint.defaultTls(host.orElse(""), root));
    if (root.isPresent() && (mode == TlsMode.DISABLE || mode == TlsMode.REQUIRE)) {
      section.reject(
          "root-certificate", "root-certificate is read only with tls: verify-ca or verify-full");
    }
    Duration timeout =
        section
            .optional("connect-timeout", CONNECT_TIMEOUT)
            .orElse(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    Authentication authentication = authentication(section, mode);
    return host.flatMap(
        h ->
            user.map(
                u ->
                    new Endpoint(
                        h, port, database, u, new Tls(mode, root), timeout, authentication)));
  }

  private static Authentication authentication(Section section, TlsMode tls) {
    Set<AuthenticationMethod> methods = Set.copyOf(section.values("auth", Values.METHOD));
    if (section.has("auth") && methods.isEmpty()) {
      section.reject("auth", "auth names no method that is accepted");
    }
    Authentication read =
        new Authentication(
            Optional.of(methods).filter(Predicate.not(Set::isEmpty)),
            section.optional("channel-binding", Values.CHANNEL_BINDING));
    read.contradiction(tls).ifPresent(why -> section.reject("channel-binding", why));
    return read;
  }

  /// The one vault there is may go without saying; among several, none is guessed.
  private static Optional<String> vaultOf(Section section, List<String> declared) {
    if (!section.has("vault")) {
      if (declared.size() > 1) {
        section.missing("vault");
      }
      section.optional("vault", ScalarType.TEXT);
      return declared.size() == 1 ? Optional.of(declared.getFirst()) : Optional.empty();
    }
    Optional<String> vault = section.optional("vault", ScalarType.TEXT);
    vault
        .filter(Predicate.not(declared::contains))
        .ifPresent(name -> section.reject("vault", undeclared("vault", name, declared)));
    return vault;
  }

  private static String undeclared(String what, String name, List<String> declared) {
    return "%s \"%s\" is not declared under %ss%s"
        .formatted(
            what,
            name,
            what,
            Nearest.to(name, declared).map(near -> ", did you mean \"" + near + "\"?").orElse(""));
  }

  private static BackupTerms backup(Section section) {
    BackupTerms read =
        new BackupTerms(
            section.optional("full-age", FULL_AGE).orElse(BackupTerms.DEFAULTS.fullAge()));
    section.done();
    return read;
  }

  private static ProofTerms proof(Section section) {
    ProofTerms read =
        new ProofTerms(
            section.optional("index-budget", INDEX_BUDGET),
            Acceptance.of(section.values("accept-undecided", Values.ACCEPTED)).orElseThrow(),
            section.optional("log-limit", LOG_LIMIT).orElse(ProofTerms.DEFAULT_LOG_LIMIT));
    section.done();
    return read;
  }

  private static List<Invariant> invariants(List<Section> sections) {
    Set<String> names = new HashSet<>();
    List<Invariant> invariants = new ArrayList<>();
    for (Section section : sections) {
      Optional<String> name = section.required("name", Values.NAMED);
      if (name.isPresent() && !names.add(name.get())) {
        section.reject("name", "a second invariant is named \"" + name.get() + "\"");
      }
      Optional<String> database = section.required("database", Values.NOT_BLANK);
      Optional<String> sql = section.required("sql", Values.NOT_BLANK);
      section.done();
      if (name.isPresent() && database.isPresent() && sql.isPresent()) {
        invariants.add(new Invariant(name.get(), database.get(), sql.get()));
      }
    }
    return invariants;
  }

  static void checkName(Section section) {
    try {
      Values.name(section.name());
    } catch (IllegalArgumentException e) {
      section.rejectName("the name \"" + section.name() + "\" " + e.getMessage());
    }
  }
}
