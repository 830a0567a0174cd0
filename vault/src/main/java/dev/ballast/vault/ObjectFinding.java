package dev.ballast.vault;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import java.util.List;
import java.util.Optional;

/// Something wrong with one stored object.
///
/// @param object its name in the vault
/// @param problem one of the `OBJECT_` errors
/// @param affected the deposits that cannot be read in full because of it, oldest first
public record ObjectFinding(
    String object, Severity severity, VaultError problem, String detail, List<DepositId> affected) {
  public ObjectFinding {
    requireNonNull(object, "object is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(problem, "problem is null");
    requireNonNull(detail, "detail is null");
    affected = List.copyOf(affected);
  }

  static ObjectFinding of(String object, Fault fault, List<DepositId> affected) {
    VaultError problem =
        fault.code() instanceof VaultError error ? error : VaultError.VAULT_UNREADABLE;
    String detail = fault.detail().orElse(fault.getMessage());
    return new ObjectFinding(object, Severity.ERROR, problem, detail, affected);
  }

  static ObjectFinding missing(String object, String detail, List<DepositId> affected) {
    return new ObjectFinding(object, Severity.ERROR, VaultError.OBJECT_MISSING, detail, affected);
  }

  ObjectFinding asWarning() {
    return new ObjectFinding(object, Severity.WARNING, problem, detail, affected);
  }

  /// The command that makes the object again from the rest of the vault, as far as that is sound.
  public Optional<String> remedy() {
    boolean index = object.startsWith(VaultObjectName.INDEXES) && !affected.isEmpty();
    return index ? Optional.of("ballast vault repair") : Optional.empty();
  }

  /// In the form that every check reports in.
  public Finding finding() {
    return finding(remedy());
  }

  /// The same where the repair was tried.
  public Finding findingAfterRepair() {
    return finding(Optional.empty());
  }

  private Finding finding(Optional<String> remedy) {
    String message =
        affected.isEmpty() ? detail : detail + "; needed by " + String.join(", ", names());
    return new Finding(problem.id(), severity, object, message, remedy);
  }

  private List<String> names() {
    return affected.stream().map(DepositId::text).toList();
  }
}
