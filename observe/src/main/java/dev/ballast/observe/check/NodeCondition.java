package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the node that evaluates the checks is doing.
///
/// @param storeFailing why the store does not take what is read
/// @param journal what waits for it
/// @param certificate what the node shows to clients, where it has one
/// @param late by how much the checks were evaluated later than they were to be
public record NodeCondition(
    Optional<String> storeFailing,
    Journal journal,
    Optional<Certificate> certificate,
    Duration late) {
  public NodeCondition {
    requireNonNull(storeFailing, "storeFailing is null");
    requireNonNull(journal, "journal is null");
    requireNonNull(certificate, "certificate is null");
    requireNonNull(late, "late is null");
  }

  /// What waits for the store.
  ///
  /// @param waitingBytes of readings
  /// @param mostBytes more than these are not kept
  /// @param droppedReadings since the node began, for lack of room
  /// @param droppedEvents since the node began, for lack of room
  /// @param broken why it is in memory only
  public record Journal(
      long waitingBytes,
      long mostBytes,
      long droppedReadings,
      long droppedEvents,
      Optional<String> broken) {
    public Journal {
      requireNonNull(broken, "broken is null");
    }
  }

  /// A certificate.
  ///
  /// @param until when it expires
  /// @param unusable why the files of a newer one are not shown
  public record Certificate(Instant until, Optional<String> unusable) {
    public Certificate {
      requireNonNull(until, "until is null");
      requireNonNull(unusable, "unusable is null");
    }
  }
}
