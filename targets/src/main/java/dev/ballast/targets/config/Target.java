package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A guarded PostgreSQL server.
///
/// @param name unique in a configuration; `host:port` for a target that was given by URL
/// @param vault the name of the vault its backups go to, where one is declared
/// @param log where the server's own log can be read, where that is declared
/// @param wal how its write-ahead log is received, where it is to be
/// @param backup how its backups are taken
/// @param affiliation what it belongs to, and whose it is
public record Target(
    String name,
    Endpoint endpoint,
    PasswordSource password,
    Optional<String> vault,
    Objectives objectives,
    List<Invariant> invariants,
    ProofTerms proof,
    Optional<LogDeclaration> log,
    Optional<WalDeclaration> wal,
    BackupTerms backup,
    Affiliation affiliation) {
  public Target {
    requireNonNull(name, "name is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(password, "password is null");
    requireNonNull(vault, "vault is null");
    requireNonNull(objectives, "objectives is null");
    invariants = List.copyOf(invariants);
    requireNonNull(proof, "proof is null");
    requireNonNull(log, "log is null");
    requireNonNull(wal, "wal is null");
    requireNonNull(backup, "backup is null");
    requireNonNull(affiliation, "affiliation is null");
  }

  /// A target without labels and owner.
  public Target(
      String name,
      Endpoint endpoint,
      PasswordSource password,
      Optional<String> vault,
      Objectives objectives,
      List<Invariant> invariants,
      ProofTerms proof,
      Optional<LogDeclaration> log,
      Optional<WalDeclaration> wal,
      BackupTerms backup) {
    this(
        name,
        endpoint,
        password,
        vault,
        objectives,
        invariants,
        proof,
        log,
        wal,
        backup,
        Affiliation.NONE);
  }

  /// A target whose write-ahead log is not received.
  public Target(
      String name,
      Endpoint endpoint,
      PasswordSource password,
      Optional<String> vault,
      Objectives objectives,
      List<Invariant> invariants,
      ProofTerms proof,
      Optional<LogDeclaration> log) {
    this(
        name,
        endpoint,
        password,
        vault,
        objectives,
        invariants,
        proof,
        log,
        Optional.empty(),
        BackupTerms.DEFAULTS);
  }

  /// A target whose log is not read.
  public Target(
      String name,
      Endpoint endpoint,
      PasswordSource password,
      Optional<String> vault,
      Objectives objectives,
      List<Invariant> invariants,
      ProofTerms proof) {
    this(name, endpoint, password, vault, objectives, invariants, proof, Optional.empty());
  }

  /// A target whose backups are proved as usual.
  public Target(
      String name,
      Endpoint endpoint,
      PasswordSource password,
      Optional<String> vault,
      Objectives objectives,
      List<Invariant> invariants) {
    this(name, endpoint, password, vault, objectives, invariants, ProofTerms.DEFAULTS);
  }

  /// Whether `text` is meant as a URL rather than as the name of a declared target.
  public static boolean isUrl(String text) {
    return text.contains("://");
  }

  /// A target without a configuration, from `postgresql://user@host:port/database?sslmode=...`;
  /// what the URL leaves out comes from libpq's environment variables. Fault: `url-invalid`.
  public static Target ofUrl(String url) {
    return ofUrl(url, ProcessEnvironment.ofThisProcess());
  }

  static Target ofUrl(String url, ProcessEnvironment environment) {
    return TargetUrl.read(url, environment);
  }

  /// All that is needed to connect; the password is fetched now. Faults: `secret-missing`,
  /// `secret-exposed`, `secret-command-failed`.
  public ConnectionSettings connection() {
    return connection(ProcessEnvironment.ofThisProcess());
  }

  /// The same for every server of the cluster that is declared, the target itself first.
  public List<ConnectionSettings> connections() {
    List<ConnectionSettings> all = new ArrayList<>();
    all.add(connection());
    for (WalDeclaration.Standby standby : wal.map(WalDeclaration::standbys).orElse(List.of())) {
      all.add(
          connection(
              endpoint.at(standby.host(), standby.port()), ProcessEnvironment.ofThisProcess()));
    }
    return List.copyOf(all);
  }

  /// The same through a pooler, as the target's role and with its password.
  public ConnectionSettings connectionThrough(Pooler pooler) {
    Endpoint front = pooler.endpoint();
    return connection(
        new Endpoint(
            front.host(),
            front.port(),
            endpoint.database(),
            endpoint.user(),
            front.tls(),
            front.connectTimeout(),
            front.authentication()),
        ProcessEnvironment.ofThisProcess());
  }

  ConnectionSettings connection(ProcessEnvironment environment) {
    return connection(endpoint, environment);
  }

  private ConnectionSettings connection(Endpoint to, ProcessEnvironment environment) {
    return to.settings(
        password.resolve(to.host(), to.port(), to.database(), to.user(), environment));
  }
}
