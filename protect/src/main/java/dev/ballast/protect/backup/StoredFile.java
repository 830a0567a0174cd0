package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.vault.ChunkedOutput;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A file kept as chunks, outside the file list: the server's manifest, a WAL segment.
///
/// @param size bytes; the last WAL segment may be shorter than a whole one
public record StoredFile(String name, long size, List<ChunkRef> chunks) {
  public StoredFile {
    requireNonNull(name, "name is null");
    chunks = List.copyOf(chunks);
  }

  static StoredFile store(String name, byte[] content, Deposit deposit) {
    ChunkedOutput out = deposit.output();
    try (out) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoredFile(name, content.length, out.refs());
  }

  /// Its bytes, for a small one.
  public byte[] content(Vault vault) {
    try (InputStream in = vault.open(chunks)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
