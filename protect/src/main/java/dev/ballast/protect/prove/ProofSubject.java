package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.protect.backup.BackupSettings;
import java.util.Optional;

/// Which backup is to be proved.
public sealed interface ProofSubject {

  /// One that is taken for the proof.
  record Fresh(ConnectionSettings source, BackupSettings how) implements ProofSubject {
    public Fresh {
      requireNonNull(source, "source is null");
      requireNonNull(how, "how is null");
    }
  }

  /// One that is in the vault.
  ///
  /// @param name an id, its beginning, or `latest`
  /// @param target whose backup it must be
  record Stored(String name, Optional<String> target) implements ProofSubject {
    public Stored {
      requireNonNull(name, "name is null");
      requireNonNull(target, "target is null");
    }
  }
}
