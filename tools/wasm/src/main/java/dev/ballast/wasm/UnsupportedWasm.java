package dev.ballast.wasm;

/// The module uses something this translation does not know. The build ends with it: a module is
/// pinned, so this shows when somebody changes the pin.
final class UnsupportedWasm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedWasm(String what) {
    super("the module uses what is not translated: " + what);
  }
}
