package dev.ballast.vault.log;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.Boundary;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// The newest head of this vault's log that was seen on this machine: a file named after the
/// vault in the state directory, authenticated with a key of the vault's keyring. Safe for any
/// number of threads; writers hold the log's lock.
final class KeptHeads {
  private static final int MAX_BYTES = 4096;

  private final Path file;
  private final Sealer sealer;

  KeptHeads(Path stateDirectory, Sealer sealer) {
    this.file = stateDirectory.resolve(sealer.keyring().vault().hex());
    this.sealer = sealer;
  }

  /// @param generation of the keyring at that time
  record Kept(VaultId vault, int generation, long seq, String hash, String mac) {
    Kept {
      requireNonNull(vault, "vault is null");
      requireNonNull(hash, "hash is null");
      requireNonNull(mac, "mac is null");
    }
  }

  Path file() {
    return file;
  }

  /// The newest generation of a vault's keyring that was seen on this machine; 0 where none was.
  /// It is read before there is a key to authenticate it with, and can only make an opening fail.
  static int seenGeneration(Path stateDirectory, VaultId vault) {
    Path file = stateDirectory.resolve(vault.hex());
    return parse(file).map(Kept::generation).orElse(0);
  }

  private static Optional<Kept> parse(Path file) {
    try {
      byte[] json;
      try (InputStream in = Files.newInputStream(file)) {
        json = in.readNBytes(MAX_BYTES);
      }
      if (json.length == 0 || json[0] != '{') {
        throw altered(file);
      }
      return Optional.of(Json.read(json, Kept.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Fault.of(VaultError.VAULT_UNREADABLE, "cannot read the kept head " + file)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    } catch (JacksonException e) {
      throw altered(file).cause(e);
    }
  }

  /// The kept head, if there is one. [VaultError#EVIDENCE_REFUTED] where the file is not as this
  /// vault's owner wrote it, [VaultError#KEYRING_ROLLED_BACK] where it knows a newer keyring.
  Optional<Head> read() {
    return parse(file).map(this::authenticated);
  }

  private Head authenticated(Kept kept) {
    Keyring keyring = sealer.keyring();
    requireNotRolledBack(kept.generation, keyring.generation());
    Head head;
    try {
      head = new Head(kept.seq, kept.hash);
    } catch (IllegalArgumentException e) {
      throw altered(file).cause(e);
    }
    if (kept.generation < 1 || !kept.vault.equals(keyring.vault())) {
      throw altered(file);
    }
    byte[] expected = mac(kept.generation, head).getBytes(StandardCharsets.US_ASCII);
    List<Boundary> retired = keyring.boundaries();
    boolean beyond =
        kept.generation <= retired.size() && head.seq() > retired.get(kept.generation - 1).seq();
    if (beyond || !MessageDigest.isEqual(expected, kept.mac.getBytes(StandardCharsets.US_ASCII))) {
      throw altered(file);
    }
    return head;
  }

  /// Refuses a keyring older than one that was seen.
  static void requireNotRolledBack(int seen, int found) {
    if (seen > found) {
      throw Fault.of(VaultError.KEYRING_ROLLED_BACK, "the vault's keyring is an older one")
          .detail("it is generation " + found + ", and generation " + seen + " was seen here")
          .hint(
              "Somebody put an older copy of the vault, or of its folder keys, in its place: fetch"
                  + " the newer one from another copy.");
    }
  }

  private static Fault altered(Path file) {
    return Fault.of(VaultError.EVIDENCE_REFUTED, "the kept head of the evidence log was altered")
        .detail("at " + file)
        .hint("Verify the log with a head noted elsewhere (--head), then remove this file.");
  }

  /// Keeps `head` in place of an older one.
  void write(Head head) {
    Keyring keyring = sealer.keyring();
    int generation = keyring.generation();
    byte[] json =
        Json.write(
            new Kept(keyring.vault(), generation, head.seq(), head.hash(), mac(generation, head)));
    Path staged = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent(), mode("rwx------"));
      Files.deleteIfExists(staged);
      try (FileChannel out =
          FileChannel.open(
              staged,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              mode("rw-------"))) {
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
          .detail("at " + file + ": " + IoReason.withoutFile(e))
          .hint("The user Ballast runs as needs to write there.")
          .cause(e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private String mac(int generation, Head head) {
    String text = "ballast head " + sealer.keyring().vault() + " " + generation + " " + head;
    return HexFormat.of().formatHex(sealer.headMac(generation, text));
  }
}
