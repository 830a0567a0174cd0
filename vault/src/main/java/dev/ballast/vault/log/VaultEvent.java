package dev.ballast.vault.log;

import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultId;
import java.util.List;
import java.util.Optional;

/// What a vault writes into its own log about its deposits and keys, so that the store can be
/// compared with it. Hashes are SHA-256 of objects as they are stored, 64 hex digits.
public sealed interface VaultEvent {

  /// The kind of the entry.
  String kind();

  /// What it is about: a deposit, or a vault.
  default String subject() {
    return switch (this) {
      case Committed e -> e.deposit().text();
      case Removed e -> e.deposit().text();
      case IndexRebuilt e -> e.deposit().text();
      case KeyRotated e -> "generation " + e.generation();
      case HeadKept e -> e.of().hex();
      case PacksRewritten e -> e.deposit().text();
      case PacksRemoved e -> e.packs().size() + " packs";
    };
  }

  /// What it says, for people.
  default String sentence() {
    return switch (this) {
      case Committed e ->
          "stored " + e.deposit() + e.quarantine().map(q -> ", in quarantine: " + q).orElse("");
      case Removed e -> "removed " + e.deposit() + ": " + e.reason();
      case IndexRebuilt e -> "rebuilt the index of " + e.deposit();
      case KeyRotated e -> "rotated the key after entry " + e.boundary();
      case PacksRewritten e ->
          "wrote " + e.chunks() + " chunks of " + e.from().size() + " packs again";
      case PacksRemoved e ->
          "removed " + e.packs().size() + " packs that no backup needs, " + e.bytes() + " bytes";
      case HeadKept e -> "keeps head " + e.seq() + ":" + e.hash() + " of vault " + e.of();
    };
  }

  /// A deposit was committed: record and index are stored.
  ///
  /// @param quarantine why it must not be trusted, where it must not
  record Committed(
      DepositId deposit,
      String record,
      String index,
      long packs,
      long chunks,
      long storedBytes,
      Optional<String> quarantine)
      implements VaultEvent {
    static final String KIND = "deposit-committed";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// A deposit that counts no longer, or never did, is about to be removed.
  record Removed(DepositId deposit, String reason, long objects) implements VaultEvent {
    static final String KIND = "deposit-removed";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// The index of a deposit is about to be replaced by one made from its packs.
  record IndexRebuilt(DepositId deposit, String index) implements VaultEvent {
    static final String KIND = "index-rebuilt";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// The master key was rotated; the entry is the first one sealed with the new keys.
  ///
  /// @param generation of the keyring, from 2
  /// @param boundary number of the last entry that older keys may have sealed
  /// @param boundaryHash its hash; zeros where the log was empty
  /// @param deposits those there are, listed again under the new keys, so that they stay known
  ///     where an older entry is lost
  record KeyRotated(
      int generation, long boundary, String boundaryHash, List<DepositLedger.Line> deposits)
      implements VaultEvent {
    static final String KIND = "key-rotated";

    public KeyRotated {
      deposits = List.copyOf(deposits);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// The head of another vault's log, kept in this one.
  record HeadKept(VaultId of, long seq, String hash) implements VaultEvent {
    static final String KIND = "head-kept";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// The chunks of some packs that are still needed were written again; the packs go next.
  ///
  /// @param deposit the name of the new packs, which is no backup's
  /// @param from the packs that they replace
  record PacksRewritten(
      DepositId deposit, List<String> from, long packs, long chunks, long storedBytes)
      implements VaultEvent {
    static final String KIND = "packs-rewritten";

    public PacksRewritten {
      from = List.copyOf(from);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// Packs of removed deposits that no backup needs are about to be removed.
  record PacksRemoved(List<String> packs, long bytes) implements VaultEvent {
    static final String KIND = "packs-removed";

    public PacksRemoved {
      packs = List.copyOf(packs);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// The event that an entry holds; empty where it holds something else, a proof for instance.
  /// Throws `tools.jackson.core.JacksonException` where the payload is not of its kind.
  static Optional<VaultEvent> of(EvidenceEntry entry) {
    return switch (entry.kind()) {
      case Committed.KIND -> Optional.of(entry.as(Committed.class));
      case Removed.KIND -> Optional.of(entry.as(Removed.class));
      case IndexRebuilt.KIND -> Optional.of(entry.as(IndexRebuilt.class));
      case KeyRotated.KIND -> Optional.of(entry.as(KeyRotated.class));
      case PacksRewritten.KIND -> Optional.of(entry.as(PacksRewritten.class));
      case PacksRemoved.KIND -> Optional.of(entry.as(PacksRemoved.class));
      case HeadKept.KIND -> Optional.of(entry.as(HeadKept.class));
      default -> Optional.empty();
    };
  }
}
