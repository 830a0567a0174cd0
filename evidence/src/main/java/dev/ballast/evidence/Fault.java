package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A broken world or a refused call, in PostgreSQL's own form: primary, detail, hint.
///
/// The primary message starts in lower case, has no full stop and says what happened; the detail
/// holds the facts; the
/// hint is a sentence that says what to do.
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final @Nullable String detail;
  private final @Nullable String hint;

  private Fault(
      ErrorCode code,
      String primary,
      @Nullable String detail,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(requireNonNull(primary, "primary is null"), cause);
    this.code = requireNonNull(code, "code is null");
    this.detail = detail;
    this.hint = hint;
  }

  public static Fault of(ErrorCode code, String primary) {
    return new Fault(code, primary, null, null, null);
  }

  public Fault detail(String text) {
    return new Fault(code, getMessage(), text, hint, getCause());
  }

  public Fault hint(String text) {
    return new Fault(code, getMessage(), detail, text, getCause());
  }

  public Fault cause(Throwable cause) {
    return new Fault(code, getMessage(), detail, hint, cause);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  public ErrorCode code() {
    return code;
  }

  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  @Override
  public String toString() {
    return code.id() + ": " + getMessage() + (detail == null ? "" : " | detail: " + detail);
  }
}
