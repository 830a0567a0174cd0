package dev.ballast.protect.backup;

import dev.ballast.vault.DepositNeeds;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The chunks that a deposit refers to: those that its record names, whatever for, and those of the
/// files in a backup's list. For one thread.
///
/// The record is searched for references instead of asked for its fields: what a later field refers
/// to must not be removed because this class does not know it.
public final class BackupNeeds implements DepositNeeds {
  private static final Pattern REFERENCE = Pattern.compile("\"([0-9a-f]{64}:[1-9][0-9]{0,8})\"");

  private final Vault vault;

  public BackupNeeds(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Set<ChunkId> of(DepositId deposit) {
    Set<ChunkId> needed = new HashSet<>();
    Matcher named = REFERENCE.matcher(new String(vault.record(deposit), StandardCharsets.UTF_8));
    while (named.find()) {
      needed.add(ChunkRef.parse(named.group(1)).id());
    }
    if (deposit.holdsLog()) {
      return needed;
    }
    Backup.load(vault, deposit)
        .forEachFile(vault, file -> file.chunks().forEach(chunk -> needed.add(chunk.id())));
    return needed;
  }
}
