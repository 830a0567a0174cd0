import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.wal.LogRecord;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Puts deposits of write-ahead log into a vault, one for each segment of 1 MB:
/// `java -cp 'lib/*' MakeLogDeposits.java VAULT STATE KEYFILE TARGET COUNT`.
final class MakeLogDeposits {
  private static final int SEGMENT = 1 << 20;
  private static final int NOISE = 8 << 10;

  private MakeLogDeposits() {}

  public static void main(String[] args) throws IOException {
    Clock clock = Clock.system();
    VaultSettings settings = new VaultSettings(Path.of(args[0]), Path.of(args[1]), clock);
    MasterKey key = MasterKey.parse(Files.readString(Path.of(args[2])).strip());
    int count = Integer.parseInt(args[4]);
    Random random = new Random(1);
    byte[] segment = new byte[SEGMENT];
    byte[] noise = new byte[NOISE];
    try (Vault vault = Vault.open(settings, key)) {
      for (int i = 1; i <= count; i++) {
        random.nextBytes(noise);
        System.arraycopy(noise, 0, segment, 0, NOISE);
        Lsn start = new Lsn((long) i * SEGMENT);
        try (Deposit deposit = vault.beginLogDeposit(DepositOptions.defaults())) {
          List<ChunkRef> chunks = List.of(deposit.put(segment, 0, SEGMENT));
          deposit.commit(
              Json.write(
                  new LogRecord(
                      args[3], "7000000000000000001", 18, SEGMENT, 1, start, start.plus(SEGMENT),
                      chunks, List.of(), clock.now())));
        }
        if (i % 1000 == 0) {
          System.err.println(i + " deposits");
        }
      }
    }
  }
}
