package dev.ballast.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who a request is of.
///
/// @param role of a person
/// @param scopes of a token
/// @param csrf what a page sends with what changes something; of a session only
public record SessionView(
    String who,
    Optional<String> role,
    List<String> scopes,
    Optional<String> csrf,
    Optional<Instant> endsAt) {}
