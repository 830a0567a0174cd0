package dev.ballast.postgres.page;

import java.util.List;

/// What reading every page of a data directory found.
///
/// @param checksumsOn whether the cluster keeps checksums; if not, no page was read
/// @param files relation files read
/// @param pages pages in them, new ones included
/// @param newPages pages allocated but never filled, which carry no checksum
/// @param failures how many pages failed
/// @param first the first failures in order of file and block, at most
/// [PageChecksums#MAX_LISTED]
public record PageChecksumReport(
    boolean checksumsOn,
    long files,
    long pages,
    long newPages,
    long failures,
    List<PageFailure> first) {
  public PageChecksumReport {
    first = List.copyOf(first);
  }
}
