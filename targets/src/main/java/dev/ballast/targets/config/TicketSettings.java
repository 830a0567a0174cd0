package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whose tickets are and when they are due: the section `tickets`.
///
/// @param due how long after a ticket was opened it is due
/// @param owners the first that fits decides
/// @param owner whose a ticket is that none of them fits
/// @param sync where they are copied to
public record TicketSettings(
    Duration due, List<OwnerRule> owners, Optional<String> owner, Optional<TicketSync> sync) {
  public static final TicketSettings DEFAULTS =
      new TicketSettings(Duration.ofDays(14), List.of(), Optional.empty());

  public TicketSettings {
    requireNonNull(due, "due is null");
    owners = List.copyOf(owners);
    requireNonNull(owner, "owner is null");
    requireNonNull(sync, "sync is null");
  }

  /// Of tickets that are copied nowhere.
  public TicketSettings(Duration due, List<OwnerRule> owners, Optional<String> owner) {
    this(due, owners, owner, Optional.empty());
  }
}
