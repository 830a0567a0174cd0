package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.RandomName;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.Accounts;
import dev.ballast.store.access.Profile;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What an admin decides about users. Safe for any number of threads.
public final class Users {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");
  private static final int SECRET_BYTES = 32;
  private static final Duration ADMIN_LINK = Duration.ofHours(1);
  private static final Duration USER_LINK = Duration.ofHours(24);

  private final AccessTables tables;
  private final Clock clock;

  public Users(AccessTables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /// A link by which a password is set once.
  ///
  /// @param secret what follows `#` in it; nothing else holds it
  public record Link(String secret, Instant endsAt) {
    @Override
    public String toString() {
      return "link that ends at " + endsAt;
    }
  }

  /// Whether a user can be called so.
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static void requireName(String name) {
    if (!isName(name)) {
      throw Fault.of(AccessError.USER_NAME_INVALID, "that cannot be a user's name")
          .hint("Write 1 to 63 of a-z, 0-9, '.', '_', '@' and '-', the first a letter or digit.");
    }
  }

  static Fault exists(String name) {
    return Fault.of(AccessError.USER_EXISTS, "there is a user " + name + " already")
        .hint("Choose another name.");
  }

  public List<Account> list() {
    return tables.accounts().list();
  }

  /// A link for the first admin; earlier ones are good no more.
  public Link adminLink() {
    return link(ADMIN_LINK, (hash, now, end) -> tables.links().forAdmin(hash, now, end));
  }

  /// As [#adminLink], where there is no user yet.
  public Optional<Link> firstAdminLink() {
    return tables.accounts().any() ? Optional.empty() : Optional.of(adminLink());
  }

  /// Adds a user, who sets a password by the link.
  public Link add(String name, Role role) {
    requireName(name);
    Account account =
        tables.accounts().add(name, role, clock.now()).orElseThrow(() -> exists(name));
    return linkOf(account);
  }

  /// A link by which a user sets another password.
  public Link link(String name) {
    return linkOf(tables.accounts().byName(name).orElseThrow(Users::unknown));
  }

  private Link linkOf(Account account) {
    return link(USER_LINK, (hash, now, end) -> tables.links().forAccount(hash, account, now, end));
  }

  @FunctionalInterface
  private interface Keeping {
    void keep(SecretHash hash, Instant now, Instant endsAt);
  }

  private Link link(Duration life, Keeping keeping) {
    String secret = RandomName.of(SECRET_BYTES);
    Instant now = clock.now();
    keeping.keep(SecretHash.of(secret), now, now.plus(life));
    return new Link(secret, now.plus(life));
  }

  public void setRole(String name, Role role) {
    require(name, () -> tables.accounts().setRole(name, role));
  }

  /// Keeps how a person looks at pages.
  public void setProfile(Account account, Profile profile) {
    tables.accounts().setProfile(account, profile);
  }

  /// Ends the user's sessions too, and makes tokens and links good for nothing.
  public void disable(String name) {
    require(name, () -> tables.accounts().disable(name, clock.now()));
  }

  public void enable(String name) {
    require(name, () -> tables.accounts().enable(name));
  }

  private static void require(String name, Supplier<Accounts.Change> change) {
    switch (change.get()) {
      case DONE -> {}
      case UNKNOWN -> throw unknown();
      case LAST_ADMIN ->
          throw Fault.of(AccessError.LAST_ADMIN, name + " is the only admin")
              .hint("Make another user an admin first.");
    }
  }

  private static Fault unknown() {
    return Fault.of(AccessError.USER_UNKNOWN, "there is no user of that name")
        .hint("List them with: ballast user list");
  }
}
