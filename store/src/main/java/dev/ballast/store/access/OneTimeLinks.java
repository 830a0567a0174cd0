package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.database.Transaction;
import java.time.Instant;
import java.util.Optional;

/// Links by which a password is set, once. Safe for any number of threads and nodes.
public final class OneTimeLinks {
  private final SessionPool pool;

  public OneTimeLinks(SessionPool pool) {
    this.pool = pool;
  }

  /// What became of a link.
  public sealed interface Redeemed {
    /// The account's password is set.
    record Done(Account account) implements Redeemed {}

    /// The link was never made, was used, or is too old.
    record Invalid() implements Redeemed {}

    /// The name that was chosen is taken; the link stays good.
    record NameTaken() implements Redeemed {}
  }

  /// Makes a link by which a first admin chooses name and password. Earlier ones are good no more.
  public void forAdmin(SecretHash link, Instant now, Instant endsAt) {
    Transaction.run(
        pool,
        session -> {
          session.execute(
              "UPDATE one_time_link SET used_at = ? WHERE account_id IS NULL AND used_at IS NULL",
              now);
          return add(session, link, Optional.empty(), endsAt);
        });
  }

  /// Makes a link by which the password of an account is set. Earlier ones are good no more.
  public void forAccount(SecretHash link, Account account, Instant now, Instant endsAt) {
    Transaction.run(
        pool,
        session -> {
          session.execute(
              "UPDATE one_time_link SET used_at = ? WHERE account_id = ? AND used_at IS NULL",
              now,
              account.id());
          return add(session, link, Optional.of(account), endsAt);
        });
  }

  private static long add(
      Session session, SecretHash link, Optional<Account> account, Instant endsAt) {
    return account.isPresent()
        ? session.execute(
            "INSERT INTO one_time_link (link_hash, ends_at, account_id) VALUES (?, ?, ?)",
            link.hex(),
            endsAt,
            account.get().id())
        : session.execute(
            "INSERT INTO one_time_link (link_hash, ends_at) VALUES (?, ?)", link.hex(), endsAt);
  }

  /// Whether a link is good, and whose it is: for who must say what would be done with it.
  public Optional<Optional<String>> owner(SecretHash link, Instant now) {
    try (Session session = pool.lend()) {
      return session.first(
          """
          SELECT account.name FROM one_time_link AS link LEFT JOIN account USING (account_id)
          WHERE link.link_hash = ? AND link.used_at IS NULL AND link.ends_at > ?
            AND account.disabled_at IS NULL
          """,
          row -> row.textOrEmpty("name"),
          link.hex(),
          now);
    }
  }

  /// Uses a link, sets the password and ends all sessions of the account.
  ///
  /// @param name what a first admin wants to be called; of no account otherwise
  public Redeemed redeem(SecretHash link, String name, String passwordHash, Instant now) {
    return Transaction.run(
        pool,
        session -> {
          Optional<Optional<String>> owner = use(session, link, now);
          if (owner.isEmpty()) {
            return new Redeemed.Invalid();
          }
          Optional<Account> account =
              owner.get().isPresent()
                  ? Accounts.byName(session, owner.get().get())
                  : Accounts.added(session, name, Role.ADMIN, now);
          if (account.isEmpty()) {
            session.execute(
                "UPDATE one_time_link SET used_at = NULL WHERE link_hash = ?", link.hex());
            return new Redeemed.NameTaken();
          }
          Accounts.setPassword(session, account.get().id(), passwordHash, now);
          return new Redeemed.Done(account.get());
        });
  }

  /// The statement waits for another that has the same link, and then finds it used.
  private static Optional<Optional<String>> use(Session session, SecretHash link, Instant now) {
    return session.first(
        """
        UPDATE one_time_link AS link SET used_at = ?
        WHERE link_hash = ? AND used_at IS NULL AND ends_at > ? AND NOT EXISTS
          (SELECT FROM account AS a WHERE a.account_id = link.account_id AND a.disabled_at IS NOT NULL)
        RETURNING (SELECT a.name FROM account AS a WHERE a.account_id = link.account_id) AS name
        """,
        row -> row.textOrEmpty("name"),
        now,
        link.hex(),
        now);
  }
}
