package dev.ballast.server.api;

import java.util.List;

/// All targets.
public record TargetsView(List<TargetView> targets) {}
