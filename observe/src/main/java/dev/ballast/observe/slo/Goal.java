package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One objective of a target as a share of what is measured that has to be good.
///
/// @param about what of the target it is about, such as a database; none for all of it
/// @param terms what has to be so, for people; part of what tells its counts from those of other
///     terms, so that an objective that is changed begins with a full budget
/// @param share over 0 and below 1
public record Goal(Indicator indicator, Labels about, String terms, double share) {
  private static final String OBJECTIVE = "objective";
  private static final String TERMS = "terms";

  public Goal {
    requireNonNull(indicator, "indicator is null");
    requireNonNull(about, "about is null");
    requireNonNull(terms, "terms is null");
    if (!(share > 0) || !(share < 1)) {
      throw new IllegalArgumentException("a share of " + share);
    }
  }

  /// The share that may be bad.
  public double allowed() {
    return 1 - share;
  }

  /// What it is about, for alerts and people.
  public Labels subject() {
    return with(List.of(new Label(OBJECTIVE, indicator.key())));
  }

  /// By which its counts are stored.
  public Labels series() {
    return with(List.of(new Label(OBJECTIVE, indicator.key()), new Label(TERMS, terms)));
  }

  private Labels with(List<Label> more) {
    List<Label> all = new ArrayList<>(about.all());
    all.addAll(more);
    return new Labels(all);
  }

  /// Such as `statement-time of read in shop`.
  public String name() {
    return about.all().isEmpty()
        ? indicator.key()
        : about.all().stream()
            .map(Label::value)
            .collect(Collectors.joining(" ", indicator.key() + " ", ""));
  }
}
