package dev.ballast.vault.format;

import com.github.luben.zstd.util.Native;
import dev.ballast.evidence.Fault;

/// The library that compresses chunks. It is native code, which is unpacked into the folder for
/// temporary files when it is first needed.
final class Compression {
  private Compression() {}

  /// Loads the library unless it is loaded. Fault `compression-missing`.
  static void require() {
    try {
      Native.load();
    } catch (LinkageError e) {
      throw Fault.of(
              VaultError.COMPRESSION_MISSING, "the library that compresses chunks cannot be loaded")
          .detail(String.valueOf(e.getMessage()))
          .hint(
              "It needs 1 MB in "
                  + System.getProperty("java.io.tmpdir")
                  + ", where programs may be run, and no lower limit on the size of files (ulimit -f).")
          .cause(e);
    }
  }
}
