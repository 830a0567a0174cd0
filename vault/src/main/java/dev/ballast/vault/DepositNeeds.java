package dev.ballast.vault;

import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.DepositId;
import java.util.Set;

/// Which chunks a deposit's content refers to. Only its depositor can tell, for a record's content
/// is the depositor's own.
@FunctionalInterface
public interface DepositNeeds {

  /// The chunks of a committed deposit, read from its record. Damage that keeps it from being known
  /// is thrown: a part of the answer is none.
  Set<ChunkId> of(DepositId deposit);
}
