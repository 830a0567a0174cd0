package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

/// What one check of one object found.
sealed interface CheckOutcome {

  /// Checked, and nothing speaks against it.
  record Sound() implements CheckOutcome {}

  /// The claim does not hold for it.
  record Broken(String what) implements CheckOutcome {
    public Broken {
      requireNonNull(what, "what is null");
    }
  }

  /// It should have been checked and could not be: the level is left undecided.
  record Unfinished(String what) implements CheckOutcome {
    public Unfinished {
      requireNonNull(what, "what is null");
    }
  }

  /// No claim is made about it, and this is why.
  record Remark(String what) implements CheckOutcome {
    public Remark {
      requireNonNull(what, "what is null");
    }
  }

  /// The same, with the database it was found in.
  default CheckOutcome in(String database) {
    return switch (this) {
      case Sound sound -> sound;
      case Broken(String what) -> new Broken(database + ": " + what);
      case Unfinished(String what) -> new Unfinished(database + ": " + what);
      case Remark(String what) -> new Remark(database + ": " + what);
    };
  }
}
