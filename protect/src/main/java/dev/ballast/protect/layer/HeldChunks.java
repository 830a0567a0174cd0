package dev.ballast.protect.layer;

import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.util.LinkedHashMap;
import java.util.Map;

/// The chunks that were read last, so that taking turns between a few does not read one twice. For
/// one thread.
public final class HeldChunks {
  private final Vault vault;
  private final int limit;
  private final Map<ChunkRef, byte[]> held = new LinkedHashMap<>(16, 0.75f, true);

  /// @param limit how many are held at most
  public HeldChunks(Vault vault, int limit) {
    this.vault = vault;
    this.limit = limit;
  }

  /// The plaintext of a chunk, not to be changed.
  public byte[] get(ChunkRef chunk) {
    byte[] known = held.get(chunk);
    if (known != null) {
      return known;
    }
    if (held.size() == limit) {
      held.remove(held.keySet().iterator().next());
    }
    byte[] read = vault.read(chunk);
    held.put(chunk, read);
    return read;
  }
}
