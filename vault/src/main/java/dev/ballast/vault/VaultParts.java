package dev.ballast.vault;

import dev.ballast.evidence.Clock;
import dev.ballast.vault.format.Codecs;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.sealed.SealedObjects;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.ObjectStore;
import java.time.Duration;

/// What the parts of one open vault share. All of it is safe for any number of threads.
record VaultParts(
    ObjectStore store,
    FolderLocks locks,
    Sealer sealer,
    Codecs codecs,
    Clock clock,
    SealedObjects objects,
    EvidenceLog evidence) {
  /// Held for moments only: while a deposit makes its lock, a sweep tries one, a key is rotated.
  static final String GATE = "gate";

  static final Duration GATE_WAIT = Duration.ofSeconds(30);

  FolderLocks.Hold gate() {
    return locks.acquire(GATE, GATE_WAIT);
  }
}
