package dev.ballast.postgres.page;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// A page a server would refuse to read.
///
/// @param file relative to the data directory
/// @param block the block's number in its relation's fork, counted through all its segments
/// @param expected the checksum the content asks for, 0 where the kind says that none applies
/// @param found the checksum the page carries
public record PageFailure(String file, long block, Kind kind, int expected, int found) {

  /// What is wrong with the page.
  public enum Kind {
    /// The checksum does not belong to the content at this block.
    CHECKSUM,
    /// The header says never filled, yet there are bytes in it (`PageIsVerified` refuses it).
    NOT_ZERO,
    /// The file ends within the page.
    SHORT
  }

  public PageFailure {
    requireNonNull(file, "file is null");
    requireNonNull(kind, "kind is null");
  }

  @Override
  public String toString() {
    String where = file + " block " + block;
    return switch (kind) {
      case CHECKSUM ->
          String.format(
              Locale.ROOT, "%s: checksum %04X, content asks for %04X", where, found, expected);
      case NOT_ZERO -> where + ": marked as never filled, but not all zeroes";
      case SHORT -> where + ": the file ends within the page";
    };
  }
}
