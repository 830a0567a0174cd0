package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.util.List;
import java.util.Optional;

/// One thing that a check has to report, complete: the reader needs no other page.
///
/// @param rule the rule's id, or that of a fault of the files themselves: `syntax-error`,
///     `not-analysable`, `duplicate-version`
/// @param file as a reader would name it
/// @param down it is in a migration's way back
/// @param to the place after the last character
/// @param statement the statement's text as written, cut after some lines; empty where a whole file
///     is meant
/// @param what what happens, and for how long
/// @param locks the locks that make it a hazard
/// @param work what is rewritten, read or built under them
/// @param refusal where PostgreSQL does not run the statement; of a `syntax-error` its rule says it
/// @param safe the safe form, a statement each
/// @param advice what to do
/// @param fixable `--fix` can fix it
/// @param fingerprint stays the same when lines move or white space changes; a baseline keeps it
/// @param cause why it is there; others of the same cause are reported together with it
public record MigrationFinding(
    String rule,
    Severity severity,
    String file,
    boolean down,
    FilePosition from,
    FilePosition to,
    String statement,
    String what,
    List<LockClaim> locks,
    List<WorkClaim> work,
    Optional<RefusalClaim> refusal,
    List<String> safe,
    String advice,
    boolean fixable,
    String fingerprint,
    Cause cause) {
  public MigrationFinding {
    requireNonNull(rule, "rule is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(file, "file is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(what, "what is null");
    locks = List.copyOf(locks);
    work = List.copyOf(work);
    requireNonNull(refusal, "refusal is null");
    safe = List.copyOf(safe);
    requireNonNull(advice, "advice is null");
    requireNonNull(fingerprint, "fingerprint is null");
    requireNonNull(cause, "cause is null");
  }
}
