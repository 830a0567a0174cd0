package dev.ballast.protect.backup;

import dev.ballast.evidence.Progress;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.Vault;

/// Who takes in what a source sends.
///
/// @param wal receives the log beside the files
record Intake(Vault vault, Deposit deposit, WalCapture wal, SourceFacts facts, Progress progress) {

  ArchiveUnpacker unpacker(Basis basis, int threads) {
    return new ArchiveUnpacker(
        deposit,
        new IntakeCrew(vault.chunkSize(), threads),
        new Layering(vault, deposit, basis),
        progress::advance);
  }

  BaseReceiver receiver(ArchiveUnpacker unpacker) {
    return new BaseReceiver(unpacker, deposit, wal, facts, progress);
  }
}
