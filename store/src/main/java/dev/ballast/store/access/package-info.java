/// Who may do what, as the store keeps it: accounts, sessions, tokens, one-time links, and the
/// entries that say what was asked of a node. Secrets come here as hashes only.
///
/// Front doors: [dev.ballast.store.access.Accounts], [dev.ballast.store.access.ApiTokens],
/// [dev.ballast.store.access.AuditTable].
@NullMarked
package dev.ballast.store.access;

import org.jspecify.annotations.NullMarked;
