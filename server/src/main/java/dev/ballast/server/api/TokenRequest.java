package dev.ballast.server.api;

import java.util.List;
import java.util.Optional;

/// A token to make.
///
/// @param name what it is for
/// @param scopes `read:metrics`, `read:api`, `operate`, `admin`
/// @param days how long it is good; empty until it is revoked
public record TokenRequest(String name, List<String> scopes, Optional<Integer> days) {}
