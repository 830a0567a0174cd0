package dev.ballast.server.access;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.RandomName;
import dev.ballast.store.access.AuditEntry;
import dev.ballast.store.access.AuditEntry.Result;
import dev.ballast.store.access.AuditTable;
import dev.ballast.store.access.AuditTable.InVault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Records who asked what of a node and what came of it, before anything is done: what cannot be
/// recorded is not done. Safe for any number of threads.
public final class AuditTrail {
  private static final int ID_BYTES = 8;

  private final AuditTable table;
  private final Evidence evidence;
  private final Clock clock;

  /// The evidence log that entries go to first.
  @FunctionalInterface
  public interface Evidence {
    /// Appends an entry; it is durable when this returns. Empty where no vault is configured.
    Optional<InVault> append(AuditEntry entry);
  }

  public AuditTrail(AuditTable table, Evidence evidence, Clock clock) {
    this.table = table;
    this.evidence = evidence;
    this.clock = clock;
  }

  /// What is asked.
  ///
  /// @param who the identity, as [Identity#who] has it
  /// @param address where the request came from
  /// @param action such as `POST /api/v1/users/{user}/role`
  /// @param subject what it is about; empty where the action says it
  public record Attempt(String who, String address, String action, String subject) {
    private Attempt about(String more) {
      return new Attempt(who, address, action, (subject + " " + more).strip());
    }

    private AuditEntry entry(String id, Instant at, Result result, Optional<String> reason) {
      return new AuditEntry(id, at, who, address, action, subject, result, reason);
    }
  }

  /// Does something between two entries: that it begins, and how it ended. Throws
  /// `audit-unwritable` where the first cannot be written, and then nothing is done; where the
  /// second cannot be written, the answer is withheld.
  ///
  /// @param notes what the action is about, as far as that is known by its end only
  public <T> T perform(Attempt attempt, Supplier<T> action, Supplier<String> notes) {
    String id = RandomName.of(ID_BYTES);
    write(attempt.entry(id, clock.now(), Result.BEGUN, Optional.empty()));
    T answer = tried(id, attempt, action, notes);
    write(attempt.about(notes.get()).entry(id, clock.now(), Result.DONE, Optional.empty()));
    return answer;
  }

  private <T> T tried(String id, Attempt attempt, Supplier<T> action, Supplier<String> notes) {
    try (Undo<RuntimeException> defect =
        Undo.unlessKept(
            () ->
                write(
                    attempt.entry(
                        id,
                        clock.now(),
                        Result.FAILED,
                        Optional.of(CommonError.INTERNAL_ERROR.id()))))) {
      try {
        return defect.keep(action.get());
      } catch (Fault fault) {
        CommonError.rethrowInterrupt(fault);
        defect.keep();
        write(
            attempt
                .about(notes.get())
                .entry(id, clock.now(), result(fault), Optional.of(fault.code().id())));
        throw fault;
      }
    }
  }

  private static Result result(Fault fault) {
    return fault.code().kind().blame() == Blame.USER ? Result.REFUSED : Result.FAILED;
  }

  /// Records what was decided, before it takes effect.
  public void decided(Attempt attempt, Result result, Optional<String> reason) {
    write(attempt.entry(RandomName.of(ID_BYTES), clock.now(), result, reason));
  }

  private void write(AuditEntry entry) {
    try {
      table.add(entry, evidence.append(entry));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw Fault.of(AccessError.AUDIT_UNWRITABLE, "the action cannot be recorded")
          .detail(fault.getMessage())
          .hint(
              "Nothing that changes something is done until the store and the vault can be written to.")
          .cause(fault);
    }
  }
}
