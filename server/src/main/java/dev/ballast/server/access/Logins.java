package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.RandomName;
import dev.ballast.server.access.AuditTrail.Attempt;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.AuditEntry.Result;
import dev.ballast.store.access.OneTimeLinks.Redeemed;
import dev.ballast.store.access.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a person comes to a session: by a one-time link, by a password. Safe for any number of
/// threads.
public final class Logins {
  private static final int SECRET_BYTES = 32;
  private static final String PROVIDER_LOGIN = "login at the provider";
  private static final int NAMES = 10_000;
  private static final int BURST = 10;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final AccessTables tables;
  private final Passwords passwords;
  private final AuditTrail trail;
  private final Clock clock;
  private final Allowance addresses;
  private final Backoff accounts;

  public Logins(AccessTables tables, Passwords passwords, AuditTrail trail, Clock clock) {
    this.tables = tables;
    this.passwords = passwords;
    this.trail = trail;
    this.clock = clock;
    this.addresses = new Allowance(BURST, INTERVAL, NAMES, clock);
    this.accounts = new Backoff(NAMES, clock);
  }

  /// Where a request comes from.
  ///
  /// @param address of the client
  /// @param session that its browser has already, which a login ends
  public record Origin(String address, Optional<SecretHash> session) {}

  /// A session that began.
  ///
  /// @param cookie the secret that the browser shows; nothing else holds it
  public record Begun(Account account, String cookie, Instant endsAt) {
    @Override
    public String toString() {
      return "session of " + account.name();
    }
  }

  /// Logs a person in. Unknown users, wrong passwords and disabled users are told apart by nothing,
  /// not by the time it takes either.
  public Begun login(String name, String password, Origin origin) {
    throttle(addresses.take(origin.address()));
    throttle(accounts.attempt(name));
    Optional<Account> account = tables.accounts().byName(name);
    boolean matches = passwords.matches(password, account.flatMap(tables.accounts()::passwordHash));
    Optional<Account> allowed = account.filter(a -> matches && a.isEnabled());
    // A name that nobody has may be a password in the wrong field.
    Attempt attempt =
        new Attempt("-", origin.address(), "login", account.map(Account::name).orElse(""));
    if (allowed.isEmpty()) {
      Fault refused =
          Fault.of(AccessError.LOGIN_REFUSED, "user and password do not belong together")
              .hint("After some attempts there is a pause between them.");
      trail.decided(attempt, Result.REFUSED, Optional.of(refused.code().id()));
      throw refused;
    }
    trail.decided(attempt, Result.DONE, Optional.empty());
    accounts.succeeded(name);
    return begin(allowed.get(), origin);
  }

  /// Refuses where too many attempts came from the address.
  public void throttle(Origin origin) {
    throttle(addresses.take(origin.address()));
  }

  /// Begins a session of somebody whom a provider vouches for.
  public Begun vouched(Account account, Origin origin) {
    if (!account.isEnabled()) {
      throw unvouched(account.name(), "the user is disabled here", origin);
    }
    trail.decided(
        new Attempt("-", origin.address(), PROVIDER_LOGIN, account.name()),
        Result.DONE,
        Optional.empty());
    return begin(account, origin);
  }

  /// The fault of a login that a provider did not vouch for, or not well enough; recorded.
  ///
  /// @param name of the user, where it is known
  public Fault unvouched(String name, String why, Origin origin) {
    Fault refused =
        Fault.of(AccessError.LOGIN_REFUSED, "the login at the provider is not accepted")
            .detail(why)
            .hint("Begin again at /api/v1/oidc/login; ask an admin where that does not help.");
    trail.decided(
        new Attempt("-", origin.address(), PROVIDER_LOGIN, name),
        Result.REFUSED,
        Optional.of(refused.code().id()));
    return refused;
  }

  private Begun begin(Account account, Origin origin) {
    String cookie = RandomName.of(SECRET_BYTES);
    Instant endsAt =
        tables.sessions().begin(SecretHash.of(cookie), account, origin.session(), clock.now());
    return new Begun(account, cookie, endsAt);
  }

  /// Sets the password that a one-time link is for.
  ///
  /// @param name what a first admin wants to be called; a user's link knows the name
  public Account setUp(String link, String name, String password, Origin origin) {
    throttle(addresses.take(origin.address()));
    SecretHash hash = SecretHash.of(link);
    Optional<Optional<String>> owner = tables.links().owner(hash, clock.now());
    if (owner.isEmpty()) {
      Fault invalid = invalidLink();
      trail.decided(
          new Attempt("-", origin.address(), "set up by a link", ""),
          Result.REFUSED,
          Optional.of(invalid.code().id()));
      throw invalid;
    }
    String whose = owner.get().orElse(name);
    if (owner.get().isEmpty()) {
      Users.requireName(name);
    }
    Passwords.requireStrong(whose, password);
    String passwordHash = passwords.hash(password);
    return trail.perform(
        new Attempt("-", origin.address(), "set up by a link", whose),
        () ->
            switch (tables.links().redeem(hash, whose, passwordHash, clock.now())) {
              case Redeemed.Done(Account account) -> account;
              case Redeemed.Invalid ignored -> throw invalidLink();
              case Redeemed.NameTaken ignored -> throw Users.exists(whose);
            },
        () -> "");
  }

  private static Fault invalidLink() {
    return Fault.of(AccessError.LINK_INVALID, "the link is good no more")
        .detail("it was used, it is too old, or it never was one")
        .hint("Ask an admin for another, or run: ballast user admin-link");
  }

  /// Ends the session.
  public void logOut(Identity.Person person) {
    tables.sessions().end(person.session());
  }

  /// Sets another password and ends all sessions of the person, this one too.
  public void changePassword(Identity.Person person, String current, String next) {
    Account account = person.account();
    throttle(accounts.attempt(account.name()));
    if (!passwords.matches(current, tables.accounts().passwordHash(account))) {
      throw Fault.of(AccessError.LOGIN_REFUSED, "the present password is another")
          .hint("Log out and ask an admin for a link where it is lost.");
    }
    Passwords.requireStrong(account.name(), next);
    accounts.succeeded(account.name());
    tables.accounts().setPassword(account, passwords.hash(next), clock.now());
  }

  private static void throttle(Optional<Duration> wait) {
    if (wait.isPresent()) {
      throw Throttled.after(wait.get(), "too many attempts to log in");
    }
  }
}
