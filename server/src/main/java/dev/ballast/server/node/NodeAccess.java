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
import dev.ballast.store.access.AuditTable;
import dev.ballast.store.database.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may do what at a node, put together.
final class NodeAccess {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration ABSOLUTE = Duration.ofHours(12);

  private final Gate gate;
  private final List<Endpoint> endpoints;
  private final Optional<Users.Link> firstAdmin;

  private NodeAccess(Gate gate, List<Endpoint> endpoints, Optional<Users.Link> firstAdmin) {
    this.gate = gate;
    this.endpoints = endpoints;
    this.firstAdmin = firstAdmin;
  }

  static NodeAccess of(Store store, AccessToken token, AuditTrail.Evidence evidence, Clock clock) {
    AccessTables tables = AccessTables.of(store.pool(), IDLE, ABSOLUTE);
    AuditTable audit = new AuditTable(store.pool());
    AuditTrail trail = new AuditTrail(audit, evidence, clock);
    Users users = new Users(tables, clock);
    Logins logins = new Logins(tables, new Passwords(), trail, clock);
    Gate gate =
        new Gate(
            new Doorkeeper(token::is, tables.sessions(), tables.tokens(), clock), trail, clock);
    return new NodeAccess(
        gate,
        new AccessEndpoints(logins, users, new Tokens(tables.tokens(), clock), audit).all(),
        store.away().isPresent() ? Optional.empty() : users.firstAdminLink());
  }

  Gate gate() {
    return gate;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  /// The link by which a first admin is added, where there is no user yet.
  Optional<Users.Link> firstAdmin() {
    return firstAdmin;
  }
}
