/// Who may do what at a node: who a request is of, what that one may do, logins with their limits,
/// and the trail of actions.
///
/// Front doors: [dev.ballast.server.access.Doorkeeper], [dev.ballast.server.access.Access],
/// [dev.ballast.server.access.Logins], [dev.ballast.server.access.AuditTrail].
@NullMarked
package dev.ballast.server.access;

import org.jspecify.annotations.NullMarked;
