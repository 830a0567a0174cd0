/// Write-once objects, content-addressed, compressed and encrypted; the evidence log lives in it.
///
/// Front door: [dev.ballast.vault.Vault] opens a vault, [dev.ballast.vault.Deposit] puts a backup
/// into it, [dev.ballast.vault.log.EvidenceLog] is its log. The vocabulary (references, ids,
/// keys, errors) is in `dev.ballast.vault.format`.
@NullMarked
package dev.ballast.vault;

import org.jspecify.annotations.NullMarked;
