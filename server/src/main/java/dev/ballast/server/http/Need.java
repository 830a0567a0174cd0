package dev.ballast.server.http;

/// What a request must be allowed to do, the least first.
public enum Need {
  /// Nothing: anybody may ask.
  NOTHING,
  /// To read metrics.
  METRICS,
  /// To see what the node knows.
  READ,
  /// To start what the node would start by itself later.
  OPERATE,
  /// To decide who may do what.
  ADMIN
}
