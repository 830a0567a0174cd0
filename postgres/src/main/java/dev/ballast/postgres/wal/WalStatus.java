package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;

/// How far a decoder came.
public sealed interface WalStatus {

  /// More bytes can be fed.
  ///
  /// @param decodedThrough every record that ends at or before this LSN was handed on
  record Reading(Lsn decodedThrough) implements WalStatus {
    public Reading {
      requireNonNull(decodedThrough, "decodedThrough is null");
    }
  }

  /// No valid log follows; bytes fed from now on are ignored.
  ///
  /// @param decodedThrough every record that ends at or before this LSN was handed on
  /// @param at the byte that does not fit
  record Ended(Lsn decodedThrough, Lsn at, WalDefect defect, String detail) implements WalStatus {
    public Ended {
      requireNonNull(decodedThrough, "decodedThrough is null");
      requireNonNull(at, "at is null");
      requireNonNull(defect, "defect is null");
      requireNonNull(detail, "detail is null");
    }
  }

  Lsn decodedThrough();
}
