package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.vault.anchor.SignedHead;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file with the head of a vault's log.
final class HeadFile {
  private static final int MAX_BYTES = 64 << 10;

  private HeadFile() {}

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
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  static SignedHead read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return SignedHead.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Fault.of(VaultError.HEAD_MALFORMED, "cannot read the head from " + file)
          .detail(IoReason.withoutFile(e))
          .hint("Give a head as number:hash, or a file that `ballast evidence sign` wrote.")
          .cause(e);
    }
  }
}
