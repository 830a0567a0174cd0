/// The evidence log: an append-only, hash-chained list of what was claimed and what came of it.
///
/// Front door: [dev.ballast.vault.log.EvidenceLog]. What the chain can and cannot show is in
/// `docs/decisions/0005-vault-format.md`.
@NullMarked
package dev.ballast.vault.log;

import org.jspecify.annotations.NullMarked;
