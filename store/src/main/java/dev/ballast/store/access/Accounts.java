package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.database.Transaction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The people whom nodes know. None is ever removed, so that entries about them keep a meaning.
/// Safe for any number of threads and nodes.
public final class Accounts {
  private final SessionPool pool;

  public Accounts(SessionPool pool) {
    this.pool = pool;
  }

  /// What a change came to.
  public enum Change {
    DONE,
    /// There is no account of that name.
    UNKNOWN,
    /// Nobody would be left who may decide who may do what.
    LAST_ADMIN
  }

  /// All of them, in order of their names.
  public List<Account> list() {
    try (Session session = pool.lend()) {
      return session.query(
          "SELECT " + Account.COLUMNS + " FROM account ORDER BY account.name", Account::of);
    }
  }

  /// Whether there is any.
  public boolean any() {
    try (Session session = pool.lend()) {
      return session.first("SELECT 1 FROM account LIMIT 1", row -> true).isPresent();
    }
  }

  public Optional<Account> byName(String name) {
    try (Session session = pool.lend()) {
      return byName(session, name);
    }
  }

  static Optional<Account> byName(Session session, String name) {
    return session.first(
        "SELECT " + Account.COLUMNS + " FROM account WHERE name = ?", Account::of, name);
  }

  /// The Argon2id hash of an account's password.
  public Optional<String> passwordHash(Account account) {
    try (Session session = pool.lend()) {
      return session
          .first(
              "SELECT password_hash FROM account WHERE account_id = ?",
              row -> row.textOrEmpty("password_hash"),
              account.id())
          .flatMap(hash -> hash);
    }
  }

  /// Adds an account without a password; empty where the name is taken.
  public Optional<Account> add(String name, Role role, Instant now) {
    try (Session session = pool.lend()) {
      return added(session, name, role, now);
    }
  }

  static Optional<Account> added(Session session, String name, Role role, Instant now) {
    return session.first(
        """
        INSERT INTO account (name, role, created_at) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        RETURNING\s"""
            + Account.COLUMNS,
        Account::of,
        name,
        role.text(),
        now);
  }

  /// The account of a person of a provider, with the role that the provider's groups give now; made
  /// where the person is new. Empty where another account has the name: names of a provider are no
  /// proof that two are one.
  public Optional<Account> ofProvider(
      String issuer, String subject, String name, Role role, Instant now) {
    return Transaction.run(
        pool,
        session -> {
          Optional<Account> known =
              session.first(
                  "UPDATE account SET role = ? WHERE issuer = ? AND subject = ? RETURNING "
                      + Account.COLUMNS,
                  Account::of,
                  role.text(),
                  issuer,
                  subject);
          return known.isPresent()
              ? known
              : session.first(
                  """
                  INSERT INTO account (name, role, issuer, subject, created_at)
                  VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                  RETURNING\s"""
                      + Account.COLUMNS,
                  Account::of,
                  name,
                  role.text(),
                  issuer,
                  subject,
                  now);
        });
  }

  /// Gives an account another role; its sessions have it at once.
  public Change setRole(String name, Role role) {
    return changed(
        name,
        role != Role.ADMIN,
        (session, account) ->
            session.execute(
                "UPDATE account SET role = ? WHERE account_id = ?", role.text(), account.id()));
  }

  /// Forbids an account everything: its sessions end, its tokens and links are good for nothing.
  public Change disable(String name, Instant now) {
    return changed(
        name,
        true,
        (session, account) -> {
          session.execute(
              "UPDATE account SET disabled_at = COALESCE(disabled_at, ?) WHERE account_id = ?",
              now,
              account.id());
          endAccess(session, account.id(), now);
        });
  }

  /// Allows an account again what its role allows.
  public Change enable(String name) {
    return changed(
        name,
        false,
        (session, account) ->
            session.execute(
                "UPDATE account SET disabled_at = NULL WHERE account_id = ?", account.id()));
  }

  /// Keeps how a person looks at pages.
  public void setProfile(Account account, Profile profile) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          UPDATE account SET theme = ?, time_zone = NULLIF(?, ''), density = ?, shortcuts = ?
          WHERE account_id = ?
          """,
          profile.theme().text(),
          profile.zone().map(ZoneId::getId).orElse(""),
          profile.density().text(),
          profile.shortcuts(),
          account.id());
    }
  }

  /// Sets a password and ends the account's sessions and links.
  public void setPassword(Account account, String hash, Instant now) {
    Transaction.run(
        pool,
        session -> {
          setPassword(session, account.id(), hash, now);
          return account;
        });
  }

  static void setPassword(Session session, long account, String hash, Instant now) {
    session.execute("UPDATE account SET password_hash = ? WHERE account_id = ?", hash, account);
    endAccess(session, account, now);
  }

  private static void endAccess(Session session, long account, Instant now) {
    session.execute("DELETE FROM web_session WHERE account_id = ?", account);
    session.execute(
        "UPDATE one_time_link SET used_at = ? WHERE account_id = ? AND used_at IS NULL",
        now,
        account);
  }

  @FunctionalInterface
  private interface Step {
    void run(Session session, Account account);
  }

  private Change changed(String name, boolean mayEndAdmin, Step step) {
    return Transaction.run(
        pool,
        session -> {
          // All admins are locked, so that two of them cannot end each other at once.
          List<String> admins =
              session.query(
                  """
                  SELECT name FROM account WHERE role = 'admin' AND disabled_at IS NULL
                  ORDER BY account_id FOR UPDATE
                  """,
                  row -> row.text("name"));
          Optional<Account> account = byName(session, name);
          if (account.isEmpty()) {
            return Change.UNKNOWN;
          }
          if (mayEndAdmin && admins.equals(List.of(name))) {
            return Change.LAST_ADMIN;
          }
          step.run(session, account.get());
          return Change.DONE;
        });
  }
}
