package dev.ballast.targets.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ServerVersion;
import java.util.Arrays;
import java.util.List;

/// A minor release that a server lacks, after which something has to be rebuilt as well.
///
/// @param version the first of the server's major without the fault
/// @param why what the server may do wrong until then, as a clause
public record MinorRelease(ServerVersion version, String why) {
  public MinorRelease {
    requireNonNull(version, "version is null");
    requireNonNull(why, "why is null");
  }

  /// All that a server of this version lacks.
  public static List<MinorRelease> due(ServerVersion server) {
    return Arrays.stream(MinorNotice.values())
        .filter(notice -> notice.isDue(server))
        .map(notice -> new MinorRelease(notice.release(server).orElseThrow(), notice.what()))
        .toList();
  }
}
