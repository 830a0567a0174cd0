package dev.ballast.vault;

import dev.ballast.evidence.Clock;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A vault in a temporary folder, with small chunks, and ways to fill it.
final class VaultFixture {
  static final int CHUNK = Vault.MIN_CHUNK_SIZE;

  private VaultFixture() {}

  static VaultSettings settings(Path directory) {
    return new VaultSettings(
        directory.resolve("vault"), directory.resolve("heads"), Clock.system());
  }

  /// Bytes that look random and come out the same for the same seed.
  static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// What was deposited: the id and the references, in order.
  record Stored(DepositId id, List<ChunkRef> refs) {}

  /// Commits one deposit of these chunks, with the record "record of " and the first chunk's
  /// length.
  static Stored deposit(Vault vault, byte[]... chunks) {
    List<ChunkRef> refs = new ArrayList<>();
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults().withPackBytes(1 << 20))) {
      for (byte[] chunk : chunks) {
        refs.add(deposit.put(chunk, 0, chunk.length));
      }
      deposit.commit("record".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return new Stored(deposit.id(), refs);
    }
  }

  static MasterKey key() {
    return MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  }
}
