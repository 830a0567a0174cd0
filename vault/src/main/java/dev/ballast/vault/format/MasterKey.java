package dev.ballast.vault.format;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The one secret an operator keeps: 32 random bytes, written as base64. It wraps the vault's
/// keyring and nothing else, and is never in the vault. Immutable; its text appears in no
/// message.
public final class MasterKey {
  private static final int BYTES = 32;

  private final SecretKey key;

  private MasterKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
  }

  public static MasterKey generate() {
    return new MasterKey(Randomness.bytes(BYTES));
  }

  /// Reads base64 (the standard or the URL alphabet, white space around it allowed). Blank text
  /// is [VaultError#KEY_MISSING], anything but 32 bytes [VaultError#KEY_MALFORMED].
  public static MasterKey parse(String base64) {
    String text = base64.strip();
    if (text.isEmpty()) {
      throw Fault.of(VaultError.KEY_MISSING, "the vault's master key is empty")
          .hint("Point the vault's key at a file, variable or command that yields the key.");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw malformed("it is not base64");
    }
    if (bytes.length != BYTES) {
      throw malformed("it holds " + bytes.length + " bytes");
    }
    return new MasterKey(bytes);
  }

  private static Fault malformed(String detail) {
    return Fault.of(VaultError.KEY_MALFORMED, "the master key is not 32 bytes in base64")
        .detail(detail)
        .hint(
            "A key is made with `ballast vault init`, or with `head -c 32 /dev/urandom | base64`.");
  }

  /// The key itself, in base64. The caller keeps it secret.
  public String text() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /// Writes the key to a new file that only its owner can read, synced to disk. Never replaces a
  /// file: the key in it may be the only way into another vault.
  public void save(Path file) {
    ByteBuffer text = ByteBuffer.wrap((text() + "\n").getBytes(StandardCharsets.US_ASCII));
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      throw Fault.of(VaultError.KEY_FILE_EXISTS, "the key file " + file + " exists")
          .hint("Move it away, or name another file: a key file is never overwritten.")
          .cause(e);
    } catch (IOException e) {
      throw Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot write the key file " + file)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  SecretKey secret() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
