/// Logins at an OpenID provider: the authorization code flow with PKCE.
///
/// Front door: [dev.ballast.server.oidc.ProviderLogins].
@NullMarked
package dev.ballast.server.oidc;

import org.jspecify.annotations.NullMarked;
