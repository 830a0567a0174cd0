package dev.ballast.server.api;

/// A role: `viewer`, `operator` or `admin`.
public record RoleRequest(String role) {}
