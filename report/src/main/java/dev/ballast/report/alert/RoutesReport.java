package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.delivery.RouteState;
import java.time.Instant;
import java.util.List;

/// The routes by which people are notified of alerts.
public record RoutesReport(List<Line> routes) implements Report {
  public RoutesReport {
    routes = List.copyOf(routes);
  }

  /// One route.
  ///
  /// @param type as in the configuration; empty where the route is not in it any more
  public record Line(String type, RouteState state) {
    public Line {
      requireNonNull(type, "type is null");
      requireNonNull(state, "state is null");
    }

    private List<String> cells() {
      return List.of(
          state.route(),
          type.isEmpty() ? "not configured any more" : type,
          Long.toString(state.waiting()),
          state.waitingSince().map(Instant::toString).orElse(""),
          state.sentAt().map(Instant::toString).orElse("never"),
          state.trouble().orElse(""));
    }
  }

  @Override
  public String schema() {
    return "alert-routes/1";
  }

  /// Found, where the last try of a message failed.
  @Override
  public ExitCode exit() {
    return routes.stream().anyMatch(line -> line.state().trouble().isPresent())
        ? ExitCode.FOUND
        : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    if (routes.isEmpty()) {
      page.line("No route is configured, so that nobody is notified of alerts.");
      return;
    }
    page.table(
        List.of("route", "type", "waiting", "since", "sent last", "trouble"),
        routes.stream().map(Line::cells).toList());
  }
}
