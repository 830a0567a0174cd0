package dev.ballast.evidence;

import java.util.Locale;

/// One kind of error. Each room has one enum of them; `docs/reference/errors.md` lists them all and
/// a test compares.
/// An enum constant's name is the code: `WRONG_KEY` is shown to people as `wrong-key`.
public interface ErrorCode {

  String name();

  ErrorKind kind();

  default Blame blame() {
    return kind().blame();
  }

  default ExitCode exit() {
    return kind().exit();
  }

  default String meaning() {
    return kind().meaning();
  }

  /// The code as printed and as used in JSON.
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
