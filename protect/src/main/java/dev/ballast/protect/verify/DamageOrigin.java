package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

/// Whose damage it is that a check of the copy found.
sealed interface DamageOrigin {

  /// The source has it too: the backup is as its source was.
  record Source(String evidence) implements DamageOrigin {
    public Source {
      requireNonNull(evidence, "evidence is null");
    }
  }

  /// The source does not have it now.
  record Copy(String evidence) implements DamageOrigin {
    public Copy {
      requireNonNull(evidence, "evidence is null");
    }
  }

  /// It could not be found out.
  record Unknown(String reason) implements DamageOrigin {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
