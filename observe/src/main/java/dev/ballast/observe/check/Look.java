package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a check found at a target.
public sealed interface Look {
  /// Nothing of what it looks for is there.
  Look NOTHING = new Found(List.of());

  /// What is known of subjects.
  List<Symptom> symptoms();

  /// All subjects that may be over the threshold. One that is not among them is well.
  record Found(List<Symptom> symptoms) implements Look {
    public Found {
      symptoms = List.copyOf(symptoms);
    }
  }

  /// Some subjects could not be looked at: one that is not among the symptoms is unknown.
  ///
  /// @param symptoms those that may be over the threshold, of subjects that are known
  /// @param why as of what is undecided
  record Partly(List<Symptom> symptoms, String why) implements Look {
    public Partly {
      symptoms = List.copyOf(symptoms);
      requireNonNull(why, "why is null");
    }
  }

  /// What is usual is not known yet, as is to be expected where a target is new: nothing is wrong
  /// with the check or with the target.
  ///
  /// @param progress a sentence without a full stop that says how far it is
  record Learning(String progress) implements Look {
    public Learning {
      requireNonNull(progress, "progress is null");
    }

    @Override
    public List<Symptom> symptoms() {
      return List.of();
    }
  }

  /// It could not be evaluated, so that nothing is known of any subject.
  ///
  /// @param why a sentence without a full stop that says what would have to be there
  record Undecided(String why) implements Look {
    public Undecided {
      requireNonNull(why, "why is null");
    }

    @Override
    public List<Symptom> symptoms() {
      return List.of();
    }
  }
}
