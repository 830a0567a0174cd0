package dev.ballast.vault.log;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// The newest head of this vault's log that was seen on this machine: a file named after the
/// vault in the state directory, authenticated with a key of the vault's keyring. Safe for any
/// number of threads; writers hold the log's lock.
final class KeptHeads {
  private final Path file;
  private final Sealer sealer;

  KeptHeads(Path stateDirectory, Sealer sealer) {
    this.file = stateDirectory.resolve(sealer.keyring().vault().hex());
    this.sealer = sealer;
  }

  record Kept(VaultId vault, long seq, String hash, String mac) {
    Kept {
      requireNonNull(vault, "vault is null");
      requireNonNull(hash, "hash is null");
      requireNonNull(mac, "mac is null");
    }
  }

  Path file() {
    return file;
  }

  /// The kept head, if there is one. [VaultError#EVIDENCE_REFUTED] where the file is not as this
  /// vault's owner wrote it.
  Optional<Head> read() {
    Kept kept;
    Head head;
    try {
      byte[] json = Files.readAllBytes(file);
      if (json.length == 0 || json[0] != '{') {
        throw altered();
      }
      kept = Json.read(json, Kept.class);
      head = new Head(kept.seq, kept.hash);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Fault.of(VaultError.VAULT_UNREADABLE, "cannot read the kept head " + file)
          .detail(String.valueOf(e.getMessage()))
          .cause(e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw altered().cause(e);
    }
    byte[] expected = mac(head).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, kept.mac.getBytes(StandardCharsets.US_ASCII))
        || !kept.vault.equals(sealer.keyring().vault())) {
      throw altered();
    }
    return Optional.of(head);
  }

  private Fault altered() {
    return Fault.of(VaultError.EVIDENCE_REFUTED, "the kept head of the evidence log was altered")
        .detail("at " + file)
        .hint("Verify the log with a head noted elsewhere (--head), then remove this file.");
  }

  /// Keeps `head` in place of an older one.
  void write(Head head) {
    VaultId vault = sealer.keyring().vault();
    byte[] json = Json.write(new Kept(vault, head.seq(), head.hash(), mac(head)));
    Path staged = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel out =
          FileChannel.open(
              staged,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot keep the head of the evidence log")
          .detail("at " + file + ": " + e.getMessage())
          .hint("The user Ballast runs as needs to write there.")
          .cause(e);
    }
  }

  private String mac(Head head) {
    String text = "ballast head " + sealer.keyring().vault() + " " + head;
    return HexFormat.of().formatHex(sealer.headMac(text));
  }
}
