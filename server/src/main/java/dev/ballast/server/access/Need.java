package dev.ballast.server.access;

/// What a request must be allowed to do, by the endpoint it is sent to.
public enum Need {
  /// Nothing: anybody may ask.
  NOTHING,
  /// To be known, as whomever.
  KNOWN,
  /// To be a person who is logged in, in whatever role.
  SESSION,
  /// To read metrics.
  METRICS,
  /// To see what the node knows.
  READ,
  /// To start what the node would start by itself later.
  OPERATE,
  /// To decide who may do what.
  ADMIN,
  /// To be the user of the operating system whose node it is.
  OWNER
}
