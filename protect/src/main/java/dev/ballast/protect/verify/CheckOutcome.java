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

  /// Nothing speaks against it, as far as a random sample of the stated size can tell.
  record Sampled(String what) implements CheckOutcome {
    public Sampled {
      requireNonNull(what, "what is null");
    }
  }

  /// Nothing speaks against it, by amcheck and by nothing else.
  record AmcheckAlone(String what) implements CheckOutcome {
    public AmcheckAlone {
      requireNonNull(what, "what is null");
    }
  }

  /// It should have been checked and could not be: the level is left undecided.
  record Unfinished(String what) implements CheckOutcome {
    public Unfinished {
      requireNonNull(what, "what is null");
    }
  }

  /// The source itself makes no claim about it, and this is why.
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
      case Sampled(String what) -> new Sampled(database + ": " + what);
      case AmcheckAlone(String what) -> new AmcheckAlone(database + ": " + what);
      case Unfinished(String what) -> new Unfinished(database + ": " + what);
      case Remark(String what) -> new Remark(database + ": " + what);
    };
  }
}
