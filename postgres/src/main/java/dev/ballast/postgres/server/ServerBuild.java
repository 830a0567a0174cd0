package dev.ballast.postgres.server;

import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.page.ControlFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a server's programs were compiled with. A cluster that was made with anything else is
/// refused by them, `ReadControlFile` in `xlog.c`.
///
/// @param segmentBlocks blocks in one file of a relation
/// @param nameLength bytes in a name, the zero at its end included
/// @param indexKeys columns that an index may have
public record ServerBuild(
    int blockSize, int segmentBlocks, int walBlockSize, int nameLength, int indexKeys) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Asks the programs; no server is started and no cluster is needed.
  public static ServerBuild of(Installation installation) {
    return new ServerBuild(
        asked(installation, "block_size"),
        asked(installation, "segment_size"),
        asked(installation, "wal_block_size"),
        asked(installation, "max_identifier_length") + 1,
        asked(installation, "max_index_keys"));
  }

  /// `-C` prints a parameter that was fixed at compile time before it looks for a cluster.
  private static int asked(Installation installation, String parameter) {
    byte[] printed =
        ExternalCommand.of(
                installation.program("postgres").toString(),
                "-D",
                "/",
                "-c",
                "config_file=/dev/null",
                "-C",
                parameter)
            .as(ServerUser.of(Account.CLUSTERS))
            .run(TIMEOUT);
    return Integer.parseInt(new String(printed, StandardCharsets.US_ASCII).strip());
  }

  /// What of a cluster's layout these programs do not read, each in words; none where they read it.
  public List<String> differences(ControlFile.Layout layout) {
    List<String> found = new ArrayList<>();
    if (!layout.nativeFormat()) {
      found.add("numbers are stored as on another kind of machine");
    }
    differ(found, "block size", layout.blockSize(), blockSize);
    differ(found, "WAL block size", layout.walBlockSize(), walBlockSize);
    differ(found, "blocks per file of a relation", layout.segmentBlocks(), segmentBlocks);
    differ(found, "length of names", layout.nameLength(), nameLength);
    differ(found, "columns per index", layout.indexKeys(), indexKeys);
    return List.copyOf(found);
  }

  private static void differ(List<String> found, String what, int cluster, int programs) {
    if (cluster != programs) {
      found.add("%s is %d, the programs have %d".formatted(what, cluster, programs));
    }
  }
}
