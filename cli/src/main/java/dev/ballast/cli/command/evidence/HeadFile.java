package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.SignedHead;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.EvidenceEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The head of a vault's log on its way out of the vault, and a file with it on its way in.
final class HeadFile {
  private static final int MAX_BYTES = 64 << 10;

  private HeadFile() {}

  /// The newest entry's head, of a log that nothing speaks against: what is signed or kept
  /// elsewhere is believed from then on.
  static SignedHead newest(Vault vault) {
    ChainReport chain = vault.evidence().verify();
    if (chain.verdict() instanceof Verdict.Refuted(String reason)) {
      throw Fault.of(VaultError.EVIDENCE_REFUTED, "the evidence log is not as it was left")
          .detail(reason)
          .hint("Run `ballast evidence verify` for all that is wrong with it.");
    }
    EvidenceEntry entry =
        vault
            .evidence()
            .newest()
            .orElseThrow(
                () ->
                    Fault.of(VaultError.LOG_EMPTY, "the evidence log has no entry yet")
                        .hint("The first backup makes one."));
    return SignedHead.unsigned(vault.id(), entry.head(), entry.at());
  }

  /// Writes the file whole, in place of an older one.
  static void write(SignedHead head, Path file) {
    Path target = file.toAbsolutePath();
    Path staged = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.deleteIfExists(staged);
      Files.writeString(
          staged,
          head.json() + "\n",
          StandardCharsets.UTF_8,
          java.nio.file.StandardOpenOption.CREATE_NEW,
          java.nio.file.StandardOpenOption.WRITE);
      Files.move(
          staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Fault.of(CommandError.REPORT_UNWRITABLE, "cannot write the head to " + file)
          .detail(e.toString())
          .cause(e);
    }
  }

  static SignedHead read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return SignedHead.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Fault.of(VaultError.HEAD_MALFORMED, "cannot read the head from " + file)
          .detail(e.toString())
          .hint("Give a head as number:hash, or a file that `ballast evidence sign` wrote.")
          .cause(e);
    }
  }
}
