package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that makes a vault and stores 10 MB in one object, or checks the vault that is there,
/// and writes what came of it.
final class LimitedDeposit {
  private static final int CHUNKS = 160;

  private LimitedDeposit() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("outcome"), outcome(folder));
  }

  private static String outcome(Path folder) {
    try {
      return Files.exists(folder.resolve("vault")) ? check(folder) : deposit(folder);
    } catch (Fault fault) {
      return fault.code().id()
          + " "
          + fault.code().exit()
          + " "
          + fault.getMessage()
          + " | "
          + fault.detail().orElse("")
          + " | "
          + fault.hint().orElse("");
    }
  }

  private static String check(Path folder) {
    try (Vault vault = Vault.open(VaultFixture.settings(folder), VaultFixture.key())) {
      return vault.check(CheckDepth.STRUCTURE, 1).findings().toString();
    }
  }

  private static String deposit(Path folder) {
    try (Vault vault =
            Vault.init(VaultFixture.settings(folder), VaultFixture.key(), VaultFixture.CHUNK);
        Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      for (int i = 0; i < CHUNKS; i++) {
        deposit.put(VaultFixture.noise(i, VaultFixture.CHUNK), 0, VaultFixture.CHUNK);
      }
      deposit.commit(new byte[0]);
      return "stored";
    }
  }
}
