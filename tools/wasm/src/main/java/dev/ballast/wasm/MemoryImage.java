package dev.ballast.wasm;

import java.nio.ByteBuffer;

/// What the memory holds at the start, in one piece instead of thousands.
final class MemoryImage {
  private static final int WORD = 4;

  private MemoryImage() {}

  /// The address of the first byte, a multiple of a word.
  static int start(WasmModule module) {
    return module.data().stream().mapToInt(WasmModule.Data::address).min().orElse(0) / WORD * WORD;
  }

  static byte[] of(WasmModule module) {
    int start = start(module);
    int end =
        module.data().stream()
            .mapToInt(data -> data.address() + data.bytes().remaining())
            .max()
            .orElse(start);
    byte[] image = new byte[(end - start + WORD - 1) / WORD * WORD];
    for (WasmModule.Data data : module.data()) {
      ByteBuffer bytes = data.bytes().duplicate();
      bytes.get(image, data.address() - start, bytes.remaining());
    }
    return image;
  }
}
