package dev.ballast.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.access.AuditTrail.Attempt;
import dev.ballast.server.access.Doorkeeper.Shown;
import dev.ballast.server.access.Logins.Begun;
import dev.ballast.server.access.Logins.Origin;
import dev.ballast.server.node.SteppedClock;
import dev.ballast.store.StoreError;
import dev.ballast.store.access.AuditEntry;
import dev.ballast.store.access.AuditEntry.Result;
import dev.ballast.store.access.AuditTable;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.Scope;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Links, passwords, sessions, tokens and the audit trail over one store.
class LoginsIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "staple and paper clip";
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration ABSOLUTE = Duration.ofHours(12);

  private static TemporaryFolder folder;
  private static Store store;

  private final SteppedClock clock = new SteppedClock();
  private final AccessTables tables = AccessTables.of(store.pool(), IDLE, ABSOLUTE);
  private final AuditTable table = new AuditTable(store.pool());
  private final AuditTrail trail = new AuditTrail(table, entry -> Optional.empty(), clock);
  private final Users users = new Users(tables, clock);
  private final Tokens tokens = new Tokens(tables.tokens(), clock);
  private final Logins logins = new Logins(tables, new Passwords(), trail, clock);
  private final Doorkeeper door =
      new Doorkeeper("owner's"::equals, tables.sessions(), tables.tokens(), clock);

  @BeforeAll
  static void start() {
    folder = TemporaryFolder.create("logins");
    store = Store.open(new StoreLocation.Embedded(folder.path().resolve("store")), Clock.system());
  }

  @AfterAll
  static void end() {
    store.close();
    folder.close();
  }

  @AfterEach
  void empty() {
    run(
        "TRUNCATE account, web_session, api_token, one_time_link, audit_entry;"
            + " ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS full_disk");
  }

  private static void run(String sql) {
    try (Session session = store.pool().lend()) {
      session.execute(sql);
    }
  }

  private static Origin from(String address) {
    return new Origin(address, Optional.empty());
  }

  private Begun admin() {
    logins.setUp(users.adminLink().secret(), "ann", PASSWORD, from("setup"));
    return logins.login("ann", PASSWORD, from("1"));
  }

  private Identity of(Begun begun) {
    return door.identify(new Shown(Optional.empty(), Optional.of(begun.cookie())));
  }

  private Identity ofToken(String token) {
    return door.identify(new Shown(Optional.of(token), Optional.empty()));
  }

  private static void refuses(ErrorCode code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
  }

  @Test
  void aLinkIsGoodOnceAndForAnHour() {
    String old = users.firstAdminLink().orElseThrow().secret();
    String link = users.firstAdminLink().orElseThrow().secret();
    refuses(AccessError.LINK_INVALID, () -> logins.setUp(old, "ann", PASSWORD, from("1")));
    refuses(AccessError.PASSWORD_WEAK, () -> logins.setUp(link, "ann", "ann", from("2")));
    refuses(AccessError.USER_NAME_INVALID, () -> logins.setUp(link, "A B", PASSWORD, from("3")));

    assertThat(logins.setUp(link, "ann", PASSWORD, from("4")).role()).isEqualTo(Role.ADMIN);

    refuses(AccessError.LINK_INVALID, () -> logins.setUp(link, "eve", PASSWORD, from("5")));
    assertThat(users.firstAdminLink()).isEmpty();
    String late = users.adminLink().secret();
    String taken = users.adminLink().secret();
    refuses(AccessError.LINK_INVALID, () -> logins.setUp(late, "eve", PASSWORD, from("6")));
    refuses(AccessError.USER_EXISTS, () -> logins.setUp(taken, "ann", PASSWORD, from("7")));
    clock.step(Duration.ofHours(1));
    refuses(AccessError.LINK_INVALID, () -> logins.setUp(taken, "eve", PASSWORD, from("8")));
    assertThat(users.list()).extracting(a -> a.name()).containsExactly("ann");
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneComesIn() throws Exception {
    String link = users.adminLink().secret();
    List<Callable<Boolean>> both = new ArrayList<>();
    for (String name : List.of("ann", "eve")) {
      both.add(
          () -> {
            try {
              logins.setUp(link, name, PASSWORD, from(name));
              return true;
            } catch (Fault fault) {
              assertThat(fault.code()).isEqualTo(AccessError.LINK_INVALID);
              return false;
            }
          });
    }
    int came = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> each : threads.invokeAll(both)) {
        came += each.get() ? 1 : 0;
      }
    }
    assertThat(came).isEqualTo(1);
    assertThat(users.list()).hasSize(1);
  }

  @Test
  void aSessionEndsWhenItIsIdleAtItsLimitAndByLogout() {
    Begun begun = admin();
    for (int minutes = 50; minutes < 12 * 60; minutes += 50) {
      clock.step(Duration.ofMinutes(50));
      assertThat(of(begun)).isInstanceOf(Identity.Person.class);
    }
    clock.step(Duration.ofMinutes(50));
    assertThat(of(begun)).isInstanceOf(Identity.Nobody.class);

    Begun idle = logins.login("ann", PASSWORD, from("2"));
    clock.step(Duration.ofMinutes(59));
    assertThat(of(idle)).isInstanceOf(Identity.Person.class);
    clock.step(Duration.ofMinutes(62));
    assertThat(of(idle)).isInstanceOf(Identity.Nobody.class);

    Begun left = logins.login("ann", PASSWORD, from("3"));
    logins.logOut((Identity.Person) of(left));
    assertThat(of(left)).isInstanceOf(Identity.Nobody.class);

    Begun first = logins.login("ann", PASSWORD, from("4"));
    Begun second =
        logins.login(
            "ann", PASSWORD, new Origin("4", Optional.of(((Identity.Person) of(first)).session())));
    assertThat(second.cookie()).isNotEqualTo(first.cookie());
    assertThat(of(first)).isInstanceOf(Identity.Nobody.class);
    assertThat(of(second)).isInstanceOf(Identity.Person.class);
  }

  @Test
  void anotherPasswordAnotherLinkAndDisablingEndAllSessions() {
    Begun here = admin();
    Begun there = logins.login("ann", PASSWORD, from("2"));
    Identity.Person ann = (Identity.Person) of(here);
    refuses(AccessError.LOGIN_REFUSED, () -> logins.changePassword(ann, OTHER, OTHER));
    assertThat(of(there)).isInstanceOf(Identity.Person.class);

    logins.changePassword(ann, PASSWORD, OTHER);

    assertThat(List.of(of(here), of(there))).hasOnlyElementsOfType(Identity.Nobody.class);
    refuses(AccessError.LOGIN_REFUSED, () -> logins.login("ann", PASSWORD, from("3")));
    Begun again = logins.login("ann", OTHER, from("4"));
    logins.setUp(users.link("ann").secret(), "", PASSWORD, from("5"));
    assertThat(of(again)).isInstanceOf(Identity.Nobody.class);

    String unused = users.add("bob", Role.OPERATOR).secret();
    logins.setUp(users.link("bob").secret(), "", PASSWORD, from("6"));
    refuses(AccessError.LINK_INVALID, () -> logins.setUp(unused, "", OTHER, from("7")));
    Begun bob = logins.login("bob", PASSWORD, from("8"));
    String later = users.link("bob").secret();
    assertThat(((Identity.Person) of(bob)).account().role()).isEqualTo(Role.OPERATOR);
    users.setRole("bob", Role.VIEWER);
    assertThat(((Identity.Person) of(bob)).account().role()).isEqualTo(Role.VIEWER);
    users.disable("bob");
    assertThat(of(bob)).isInstanceOf(Identity.Nobody.class);
    refuses(AccessError.LOGIN_REFUSED, () -> logins.login("bob", PASSWORD, from("9")));
    users.enable("bob");
    refuses(AccessError.LINK_INVALID, () -> logins.setUp(later, "", OTHER, from("10")));
  }

  @Test
  void theLastAdminStays() {
    admin();
    refuses(AccessError.LAST_ADMIN, () -> users.disable("ann"));
    refuses(AccessError.LAST_ADMIN, () -> users.setRole("ann", Role.VIEWER));
    users.add("bob", Role.ADMIN);
    users.disable("ann");
    refuses(AccessError.LAST_ADMIN, () -> users.setRole("bob", Role.OPERATOR));
    refuses(AccessError.USER_UNKNOWN, () -> users.disable("eve"));
    refuses(AccessError.USER_EXISTS, () -> users.add("bob", Role.VIEWER));
  }

  @Test
  void guessingIsSlowedByAccountAndByAddress() {
    admin();
    for (int i = 0; i < 5; i++) {
      String address = "10.0.0." + i;
      refuses(AccessError.LOGIN_REFUSED, () -> logins.login("ann", OTHER, from(address)));
    }
    // The right password does not help either, nor another address.
    refuses(AccessError.TOO_MANY_REQUESTS, () -> logins.login("ann", PASSWORD, from("10.0.0.9")));
    clock.step(Duration.ofSeconds(1));
    assertThat(of(logins.login("ann", PASSWORD, from("10.0.0.10"))))
        .isInstanceOf(Identity.Person.class);
    for (int i = 0; i < 10; i++) {
      String name = "nobody" + i;
      refuses(AccessError.LOGIN_REFUSED, () -> logins.login(name, OTHER, from("10.0.1.1")));
    }
    refuses(AccessError.TOO_MANY_REQUESTS, () -> logins.login("ann", PASSWORD, from("10.0.1.1")));
  }

  @Test
  void aTokenIsGoodUntilItIsRevokedEndsOrItsOwnerIsDisabled() {
    admin();
    users.add("bob", Role.ADMIN);
    var bob = tables.accounts().byName("bob");
    String lasting = tokens.create("x", bob, List.of(Scope.READ_API), Optional.empty()).secret();
    Tokens.Made other =
        tokens.create("y", Optional.empty(), List.of(Scope.ADMIN), Optional.of(Duration.ofDays(1)));
    assertThat(other.toString()).doesNotContain(other.secret());
    assertThat(ofToken(lasting)).isInstanceOf(Identity.Program.class);
    assertThat(ofToken(other.secret())).isInstanceOf(Identity.Program.class);
    assertThat(ofToken("owner's")).isInstanceOf(Identity.Owner.class);
    // The prefix of one with the secret of the other; one digit that is another; no token at all.
    for (String wrong :
        List.of(
            other.prefix() + lasting.substring(lasting.lastIndexOf('_')),
            lasting.substring(0, lasting.length() - 1) + (lasting.endsWith("0") ? '1' : '0'),
            other.prefix(),
            "")) {
      assertThat(ofToken(wrong)).isInstanceOf(Identity.Nobody.class);
    }
    assertThat(tokens.list()).allMatch(t -> t.usedAt().isPresent());

    users.disable("bob");
    assertThat(ofToken(lasting)).isInstanceOf(Identity.Nobody.class);
    users.enable("bob");
    assertThat(ofToken(lasting)).isInstanceOf(Identity.Program.class);
    tokens.revoke(lasting.substring(0, lasting.lastIndexOf('_')));
    assertThat(ofToken(lasting)).isInstanceOf(Identity.Nobody.class);
    refuses(AccessError.TOKEN_UNKNOWN, () -> tokens.revoke("blt_000000000000"));
    clock.step(Duration.ofDays(1));
    assertThat(ofToken(other.secret())).isInstanceOf(Identity.Nobody.class);
  }

  @Test
  void whileTheStoreIsAwayTheConfirmedAreRememberedForAnHour() {
    AtomicBoolean away = new AtomicBoolean();
    AccessTables behind =
        AccessTables.of(
            store
                .pool()
                .behind(
                    () -> {
                      if (away.get()) {
                        throw Fault.of(StoreError.STORE_AWAY, "the store cannot be reached");
                      }
                    }),
            IDLE,
            ABSOLUTE);
    Doorkeeper keeper =
        new Doorkeeper("owner's"::equals, behind.sessions(), behind.tokens(), clock);
    Begun begun = admin();
    Shown page = new Shown(Optional.empty(), Optional.of(begun.cookie()));
    Tokens.Made made =
        tokens.create(
            "x", Optional.empty(), List.of(Scope.READ_METRICS), Optional.of(Duration.ofDays(1)));
    Shown scraper = new Shown(Optional.of(made.secret()), Optional.empty());
    Tokens.Made unseen =
        tokens.create("y", Optional.empty(), List.of(Scope.READ_METRICS), Optional.empty());
    assertThat(keeper.identify(page)).isInstanceOf(Identity.Person.class);
    assertThat(keeper.identify(scraper)).isInstanceOf(Identity.Program.class);

    away.set(true);
    assertThat(keeper.identify(page)).isInstanceOf(Identity.Remembered.class);
    assertThat(keeper.identify(scraper).who()).isEqualTo("token " + made.prefix());
    assertThat(keeper.identify(new Shown(Optional.of("owner's"), Optional.empty())))
        .isInstanceOf(Identity.Owner.class);
    refuses(
        StoreError.STORE_AWAY,
        () -> keeper.identify(new Shown(Optional.of(unseen.secret()), Optional.empty())));
    clock.step(Duration.ofHours(1));
    refuses(StoreError.STORE_AWAY, () -> keeper.identify(scraper));

    // What was revoked while the store was there is not remembered.
    away.set(false);
    keeper.identify(scraper);
    tokens.revoke(made.prefix());
    assertThat(keeper.identify(scraper)).isInstanceOf(Identity.Nobody.class);
    away.set(true);
    refuses(StoreError.STORE_AWAY, () -> keeper.identify(scraper));
  }

  @Test
  void noSecretIsInTheTables() {
    Begun begun = admin();
    String token =
        tokens.create("x", Optional.empty(), List.of(Scope.ADMIN), Optional.empty()).secret();
    String link = users.adminLink().secret();
    StringBuilder all = new StringBuilder();
    try (Session session = store.pool().lend()) {
      for (String name :
          List.of("account", "web_session", "api_token", "one_time_link", "audit_entry")) {
        session
            .copyOut("COPY " + name + " TO STDOUT")
            .forEach(line -> all.append(line).append('\n'));
      }
    }
    assertThat(all.toString()).contains("ann", "argon2id");
    assertThat(all.toString())
        .doesNotContain(PASSWORD, begun.cookie(), link, token.substring(token.lastIndexOf('_')));
  }

  @Test
  void whatCannotBeRecordedIsNotDone() {
    admin();
    run("ALTER TABLE audit_entry ADD CONSTRAINT full_disk CHECK (false) NOT VALID");
    AtomicInteger done = new AtomicInteger();
    refuses(
        AccessError.AUDIT_UNWRITABLE,
        () -> trail.perform(attempt(), done::incrementAndGet, () -> ""));
    assertThat(done.get()).isZero();
    refuses(AccessError.AUDIT_UNWRITABLE, () -> logins.login("ann", PASSWORD, from("2")));
    refuses(AccessError.AUDIT_UNWRITABLE, () -> logins.login("ann", OTHER, from("3")));
    try (Session session = store.pool().lend()) {
      assertThat(session.number("SELECT count(*) FROM web_session")).isEqualTo(1);
    }

    // The vault alone is enough of a reason.
    AuditTrail broken =
        new AuditTrail(
            table,
            entry -> {
              throw Fault.of(AccessError.LINK_INVALID, "the vault is gone");
            },
            clock);
    run("ALTER TABLE audit_entry DROP CONSTRAINT full_disk");
    refuses(
        AccessError.AUDIT_UNWRITABLE,
        () -> broken.perform(attempt(), done::incrementAndGet, () -> ""));
    assertThat(done.get()).isZero();
    assertThat(trail.perform(attempt(), done::incrementAndGet, () -> "")).isEqualTo(1);
  }

  @Test
  void anAnswerWhoseEndCannotBeRecordedIsWithheld() {
    AtomicInteger done = new AtomicInteger();
    refuses(
        AccessError.AUDIT_UNWRITABLE,
        () ->
            trail.perform(
                attempt(),
                () -> {
                  run("ALTER TABLE audit_entry ADD CONSTRAINT full_disk CHECK (false) NOT VALID");
                  return done.incrementAndGet();
                },
                () -> ""));
    assertThat(done.get()).isEqualTo(1);
    assertThat(results()).containsExactly(Result.BEGUN);
  }

  @Test
  void entriesSayWhoWhatAndHowItEnded() {
    trail.perform(attempt(), () -> "fine", () -> "with care");
    refuses(
        AccessError.USER_UNKNOWN,
        () -> trail.perform(attempt(), () -> users.link("eve"), () -> ""));
    assertThatThrownBy(
            () ->
                trail.perform(
                    attempt(),
                    () -> {
                      throw new IllegalStateException("a defect");
                    },
                    () -> ""))
        .isInstanceOf(IllegalStateException.class);
    assertThat(results())
        .containsExactly(
            Result.FAILED, Result.BEGUN, Result.REFUSED, Result.BEGUN, Result.DONE, Result.BEGUN);
    AuditTable.Line line = table.newest(10, Long.MAX_VALUE).get(4);
    assertThat(line.evidence()).isEmpty();
    assertThat(line.entry().subject()).isEqualTo("prove shop with care");
    assertThat(line.entry().who()).isEqualTo("user ann");
    assertThat(table.newest(10, Long.MAX_VALUE).get(2).entry().reason()).contains("user-unknown");
    assertThat(table.newest(1, line.number()).getFirst().entry().actionId())
        .isEqualTo(line.entry().actionId());
  }

  private List<Result> results() {
    return table.newest(100, Long.MAX_VALUE).stream()
        .map(AuditTable.Line::entry)
        .map(AuditEntry::result)
        .toList();
  }

  private static Attempt attempt() {
    return new Attempt("user ann", "127.0.0.1", "POST /api/v1/jobs/{job}/run", "prove shop");
  }
}
