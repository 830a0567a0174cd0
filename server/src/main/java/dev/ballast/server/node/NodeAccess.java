package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.server.access.AccessTables;
import dev.ballast.server.access.AuditTrail;
import dev.ballast.server.access.Doorkeeper;
import dev.ballast.server.access.Logins;
import dev.ballast.server.access.Passwords;
import dev.ballast.server.access.Tokens;
import dev.ballast.server.access.Users;
import dev.ballast.server.http.AccessEndpoints;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Gate;
import dev.ballast.server.http.ProviderClient;
import dev.ballast.server.http.ProviderEndpoints;
import dev.ballast.server.oidc.ProviderLogins;
import dev.ballast.store.access.AuditTable;
import dev.ballast.store.access.LoginAttempts;
import dev.ballast.store.database.Store;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ProviderSettings;
import dev.ballast.targets.config.VaultDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Who may do what at a node, put together.
final class NodeAccess {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration ABSOLUTE = Duration.ofHours(12);

  private final Gate gate;
  private final People people;
  private final List<Endpoint> endpoints;
  private final Optional<Users.Link> firstAdmin;

  private NodeAccess(
      Gate gate, People people, List<Endpoint> endpoints, Optional<Users.Link> firstAdmin) {
    this.gate = gate;
    this.people = people;
    this.endpoints = endpoints;
    this.firstAdmin = firstAdmin;
  }

  /// What access depends on beside the store.
  record Surroundings(VaultEvidence evidence, Optional<ProviderSettings> provider) {
    static Surroundings of(Supplier<Configuration> inForce, Duties duties) {
      // What is asked of the node is recorded in one vault from the start to the end.
      List<VaultDeclaration> vaults = inForce.get().vaults();
      return new Surroundings(
          new VaultEvidence(vaults, duties::open), inForce.get().serve().provider());
    }
  }

  /// Who may log in, and with what.
  ///
  /// @param provider the host where people log in too
  record People(Logins logins, Users users, Tokens tokens, Optional<String> provider) {}

  /// @param parts what must be closed is added to them
  static NodeAccess of(
      Store store, AccessToken token, Surroundings surroundings, Parts parts, Clock clock) {
    parts.onEnd(surroundings.evidence()::close);
    AccessTables tables = AccessTables.of(store.pool(), IDLE, ABSOLUTE);
    AuditTable audit = new AuditTable(store.pool());
    AuditTrail trail = new AuditTrail(audit, surroundings.evidence(), clock);
    Users users = new Users(tables, clock);
    Logins logins = new Logins(tables, new Passwords(), trail, clock);
    People people =
        new People(
            logins,
            users,
            new Tokens(tables.tokens(), clock),
            surroundings.provider().map(NodeAccess::host));
    Gate gate =
        new Gate(
            new Doorkeeper(token::is, tables.sessions(), tables.tokens(), clock), trail, clock);
    List<Endpoint> endpoints =
        new ArrayList<>(new AccessEndpoints(logins, users, people.tokens(), audit).all());
    surroundings
        .provider()
        .ifPresent(
            provider -> {
              ProviderClient client = new ProviderClient();
              parts.onEnd(client::close);
              ProviderLogins.Tables known =
                  new ProviderLogins.Tables(tables.accounts(), new LoginAttempts(store.pool()));
              endpoints.addAll(
                  new ProviderEndpoints(
                          new ProviderLogins(provider, client::ask, known, logins, clock),
                          host(provider),
                          clock)
                      .all());
            });
    return new NodeAccess(
        gate,
        people,
        List.copyOf(endpoints),
        store.away().isPresent() ? Optional.empty() : users.firstAdminLink());
  }

  private static String host(ProviderSettings provider) {
    return provider.issuer().getAuthority();
  }

  Gate gate() {
    return gate;
  }

  People people() {
    return people;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  /// The link by which a first admin is added, where there is no user yet.
  Optional<Users.Link> firstAdmin() {
    return firstAdmin;
  }
}
