package dev.ballast.report.secure;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import dev.ballast.secure.isolation.FixedIsolation;
import dev.ballast.secure.isolation.IsolationResult;
import dev.ballast.secure.isolation.Leak;
import dev.ballast.secure.isolation.Uncovered;
import dev.ballast.secure.workload.Way;
import java.util.List;
import java.util.Optional;

/// Whether one tenant learns or changes what belongs to another.
///
/// @param source the clone on a copy of which that was tried
/// @param login as whom
/// @param context the parameters by which a session names its tenant
/// @param attempts how many statements were tried
/// @param fix what the fix changed that was tried; empty where none was. Leaks are those that are
///     there with it
/// @param uncovered what the login role reaches and was not attacked to the end
public record IsolationReport(
    Verdict verdict,
    String source,
    String database,
    String login,
    List<String> context,
    int attempts,
    List<Found> leaks,
    Optional<FixEffect> fix,
    List<Uncovered> uncovered)
    implements Report {
  /// A leak.
  ///
  /// @param meaning what the way means where it succeeds
  /// @param seen what showed it
  /// @param reproduction a psql script
  public record Found(
      Way way,
      String meaning,
      String object,
      String seen,
      String statement,
      List<String> reproduction) {
    public Found {
      requireNonNull(way, "way is null");
      reproduction = List.copyOf(reproduction);
    }

    static Found of(Leak leak) {
      return new Found(
          leak.attempt().way(),
          leak.attempt().way().meaning(),
          leak.attempt().object(),
          leak.seen(),
          leak.attempt().sql(),
          leak.reproduction());
    }
  }

  public IsolationReport {
    requireNonNull(verdict, "verdict is null");
    context = List.copyOf(context);
    leaks = List.copyOf(leaks);
    requireNonNull(fix, "fix is null");
    uncovered = List.copyOf(uncovered);
  }

  /// What a fix changed.
  ///
  /// @param closed leaks that are gone
  /// @param opened leaks that were not there before
  public record FixEffect(List<Found> closed, List<Found> opened) {
    public FixEffect {
      closed = List.copyOf(closed);
      opened = List.copyOf(opened);
    }
  }

  public static IsolationReport of(
      String source, String database, String login, IsolationResult result) {
    return of(source, database, login, result, Optional.empty());
  }

  public static IsolationReport of(
      String source, String database, String login, FixedIsolation fixed) {
    FixEffect effect =
        new FixEffect(
            fixed.closed().stream().map(Found::of).toList(),
            fixed.opened().stream().map(Found::of).toList());
    return of(source, database, login, fixed.after(), Optional.of(effect));
  }

  private static IsolationReport of(
      String source,
      String database,
      String login,
      IsolationResult result,
      Optional<FixEffect> fix) {
    return new IsolationReport(
        result.verdict(),
        source,
        database,
        login,
        result.tenancy().context().stream()
            .map(setting -> setting.name() + "=" + setting.template())
            .toList(),
        result.attempts(),
        result.leaks().stream().map(Found::of).toList(),
        fix,
        result.uncovered());
  }

  @Override
  public String schema() {
    return "isolation/1";
  }

  @Override
  public ExitCode exit() {
    return Verdicts.exit(verdict);
  }

  @Override
  public void print(Page page) {
    page.line(
        "tenants isolated: %s%s"
            .formatted(
                Verdicts.word(page.style(), verdict),
                verdict.why().map(why -> ", because of " + why).orElse("")));
    page.line(
        "tried: %d statements of role %s in database %s of clone %s, context %s"
            .formatted(attempts, login, database, source, String.join(", ", context)));
    fix.ifPresent(
        effect -> {
          list(page, "closed by the fix", effect.closed());
          list(page, "OPENED by the fix", effect.opened());
        });
    for (Found leak : leaks) {
      page.blank();
      page.heading(leak.object() + ": " + leak.meaning());
      page.line("  seen: " + leak.seen());
      page.line("  by:   " + leak.statement());
    }
    if (!leaks.isEmpty()) {
      page.blank();
      page.line("The scripts that reproduce them are in the JSON form: --output json");
    }
    if (!uncovered.isEmpty()) {
      page.blank();
      page.heading("not covered");
      uncovered.forEach(each -> page.line("  %s: %s".formatted(each.object(), each.reason())));
    }
  }

  private static void list(Page page, String title, List<Found> leaks) {
    if (!leaks.isEmpty()) {
      page.blank();
      page.heading(title);
      leaks.forEach(leak -> page.line("  %s: %s".formatted(leak.object(), leak.meaning())));
    }
  }
}
