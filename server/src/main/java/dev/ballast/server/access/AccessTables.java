package dev.ballast.server.access;

import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.store.access.Accounts;
import dev.ballast.store.access.ApiTokens;
import dev.ballast.store.access.OneTimeLinks;
import dev.ballast.store.access.WebSessions;
import java.time.Duration;

/// What the store knows of who may do what.
public record AccessTables(
    Accounts accounts, WebSessions sessions, ApiTokens tokens, OneTimeLinks links) {
  /// The tables of a store.
  ///
  /// @param idle after how long without a request a session ends
  /// @param absolute how long a session lasts at most
  public static AccessTables of(SessionPool store, Duration idle, Duration absolute) {
    return new AccessTables(
        new Accounts(store),
        new WebSessions(store, idle, absolute),
        new ApiTokens(store),
        new OneTimeLinks(store));
  }
}
