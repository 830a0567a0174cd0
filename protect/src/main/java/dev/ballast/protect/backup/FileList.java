package dev.ballast.protect.backup;

import dev.ballast.evidence.json.Json;
import dev.ballast.vault.ChunkedOutput;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// The list of a backup's files: one JSON object a line, itself kept as chunks, so that a cluster
/// of
/// millions of files needs no more memory than a small one.
final class FileList {
  private FileList() {}

  static void append(ChunkedOutput out, FileEntry entry) {
    try {
      out.write(Json.write(entry));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forEach(Vault vault, List<ChunkRef> refs, Consumer<FileEntry> consumer) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(vault.open(refs), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        consumer.accept(Json.read(line.getBytes(StandardCharsets.UTF_8), FileEntry.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
