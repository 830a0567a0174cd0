package dev.ballast.protect;

import dev.ballast.evidence.Clock;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;

/// A vault in a test's own folder.
public final class TestVault {
  private TestVault() {}

  public static Vault in(Path folder) {
    return Vault.init(settings(folder), MasterKey.generate(), Vault.DEFAULT_CHUNK_SIZE);
  }

  public static VaultSettings settings(Path folder) {
    return new VaultSettings(folder.resolve("vault"), folder.resolve("state"), Clock.system());
  }
}
