package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import io.helidon.webserver.http.HttpRouting;

/// Which request is whose.
public final class Routes {
  private final FleetRoutes fleet;
  private final DutyRoutes duties;

  public Routes(FleetRoutes fleet, DutyRoutes duties) {
    this.fleet = fleet;
    this.duties = duties;
  }

  void addTo(HttpRouting.Builder routing) {
    duties.addTo(routing);
    fleet.addTo(routing);
    routing.any(
        (request, response) -> {
          throw Fault.of(ServerError.RESOURCE_MISSING, "there is nothing at this path")
              .hint("GET /api/v1/targets lists the targets.");
        });
  }
}
