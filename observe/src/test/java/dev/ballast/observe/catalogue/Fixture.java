package dev.ballast.observe.catalogue;

import dev.ballast.observe.check.Observed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// What makes one check fire, or several.
sealed interface Fixture {
  /// The names of the checks.
  List<String> checks();

  /// Where a fault is made, and at which target the checks are evaluated.
  enum Place {
    PRIMARY,
    /// A primary that has a standby.
    PAIR,
    /// The standby of that primary.
    STANDBY
  }

  /// Makes the fault in a real server.
  @FunctionalInterface
  interface Injection {
    Undo into(Scene scene) throws IOException;
  }

  /// Ends the fault; run before anything else is tried at the same server.
  @FunctionalInterface
  interface Undo {
    void end() throws IOException;

    Undo NOTHING = () -> {};
  }

  /// A fault of a real server.
  ///
  /// @param terms what is expected of the checks
  record OnServer(List<String> checks, Place place, Terms terms, Injection injection)
      implements Fixture {
    public OnServer {
      checks = List.copyOf(checks);
    }

    static OnServer of(String check, Place place, Injection injection) {
      return new OnServer(List.of(check), place, Terms.USUAL, injection);
    }

    /// The same fault is found by these as well.
    OnServer also(String... others) {
      List<String> all = new ArrayList<>(checks);
      all.addAll(Arrays.asList(others));
      return new OnServer(all, place, terms, injection);
    }

    /// Durations and amounts that a small server does not come to within seconds.
    OnServer lowered(double to) {
      return new OnServer(
          checks, place, new Terms(terms.since(), OptionalDouble.of(to), terms.cured()), injection);
    }

    /// Of an older major the figure is unknown, and the checks have to be undecided.
    OnServer since(int major) {
      return new OnServer(
          checks, place, new Terms(major, terms.lowered(), terms.cured()), injection);
    }

    /// The first remedy, run as it is, ends it.
    OnServer cured() {
      return new OnServer(
          checks, place, new Terms(terms.since(), terms.lowered(), true), injection);
    }
  }

  /// The oldest major that it is tried on.
  ///
  /// @param since the oldest major where the figure is known
  /// @param lowered another threshold than the check's own
  /// @param cured whether the first remedy is run and has to end it
  record Terms(int since, OptionalDouble lowered, boolean cured) {
    static final Terms USUAL = new Terms(0, OptionalDouble.empty(), false);
  }

  /// Figures that no test can bring a server or machine to, made by hand.
  ///
  /// @param why it cannot be made on a real one
  /// @param sick where the check must fire
  /// @param well where it must find nothing over its threshold, however alike it looks
  record Made(String check, String why, Observed sick, Observed well) implements Fixture {
    @Override
    public List<String> checks() {
      return List.of(check);
    }
  }
}
