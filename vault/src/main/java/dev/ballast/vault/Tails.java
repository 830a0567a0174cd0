package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The tails of a vault: what was streamed into it and is in no deposit yet. A stream has one
/// writer at a time, who holds its lock. Safe for any number of threads.
public final class Tails {
  private static final String LOCK = "tail-";

  private final VaultParts parts;

  Tails(VaultParts parts) {
    this.parts = parts;
  }

  /// The right to write and to remove tails of a stream. For one thread at a time.
  public final class Stream implements AutoCloseable {
    private final long stream;
    private final FolderLocks.Hold hold;

    private Stream(long stream, FolderLocks.Hold hold) {
      this.stream = stream;
      this.hold = hold;
    }

    /// Begins a tail at a byte of the stream. Refused where the keys were retired.
    public TailWriter begin(int branch, long start) {
      Generations.requireInUse(parts.store(), parts.sealer().keyring());
      return TailWriter.begin(parts, TailName.next(stream, branch, start));
    }

    /// Removes tails whose content is in a deposit.
    public void remove(List<TailName> tails) {
      parts.store().remove(tails.stream().map(VaultObjectName::tail).toList());
    }

    @Override
    public void close() {
      hold.close();
    }
  }

  /// Waits for the right to write a stream, at most `wait`; [VaultError#VAULT_BUSY] where somebody
  /// else has it.
  public Stream write(long stream, Duration wait) {
    String lock = LOCK + String.format(Locale.ROOT, "%016x", stream);
    FolderLocks.Hold hold = parts.locks().acquire(lock, wait);
    try (Undo<RuntimeException> undo = Undo.unlessKept(hold::close)) {
      // A rotation holds the gate: it has seen the lock, or its keys are seen here.
      try (FolderLocks.Hold _ = parts.gate()) {
        Generations.requireInUse(parts.store(), parts.sealer().keyring());
      }
      return undo.keep(new Stream(stream, hold));
    }
  }

  /// The tails of a stream, by branch and start.
  public List<TailName> of(long stream) {
    return all().stream().filter(tail -> tail.stream() == stream).toList();
  }

  /// The streams that there are tails of.
  public List<Long> streams() {
    return all().stream().map(TailName::stream).distinct().toList();
  }

  List<TailName> all() {
    return parts.store().list(VaultObjectName.TAILS).stream()
        .map(StoredObject::name)
        .flatMap(name -> VaultObjectName.tailOf(name).stream())
        .sorted()
        .toList();
  }

  public TailReader read(TailName tail) {
    return new TailReader(parts, tail);
  }

  /// A tail counts only as long as the key that sealed it is in use, so the key cannot change
  /// before all of it is in a deposit, nor while somebody may begin one. Called with the gate.
  void requireNone() {
    for (String name : parts.locks().names()) {
      if (name.startsWith(LOCK)) {
        FolderLocks.Hold hold =
            parts
                .locks()
                .tryExisting(name)
                .orElseThrow(() -> busy("the lock " + name + " is held"));
        hold.close();
      }
    }
    List<TailName> tails = all();
    if (!tails.isEmpty()) {
      throw busy(tails.size() + " tails are in no deposit yet, the first is " + tails.getFirst());
    }
  }

  private static Fault busy(String detail) {
    return Fault.of(
            VaultError.VAULT_BUSY, "write-ahead log is being received, and its key cannot change")
        .detail(detail)
        .hint(
            "End `ballast wal receive` and `ballast serve`, then run `ballast vault rotate-key`, which"
                + " puts all tails into deposits. A tail that stays is damaged, which `ballast vault"
                + " check` names, or of a cluster that no deposit and no backup of the vault is of:"
                + " only moving it out of the vault ends the wait.");
  }
}
