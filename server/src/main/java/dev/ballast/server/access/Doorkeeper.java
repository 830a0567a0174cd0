package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import dev.ballast.store.access.ApiTokens;
import dev.ballast.store.access.SecretHash;
import dev.ballast.store.access.WebSessions;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says who a request is of. Safe for any number of threads.
public final class Doorkeeper {
  /// What a token begins with, so that a scanner of published sources recognises it.
  static final String TOKEN_MARK = "blt_";

  private static final Pattern TOKEN =
      Pattern.compile("(" + TOKEN_MARK + "[0-9a-f]{12})_[0-9a-f]{64}");
  private static final Pattern COOKIE = Pattern.compile("[0-9a-f]{64}");

  private final Predicate<String> ownersToken;
  private final WebSessions sessions;
  private final ApiTokens tokens;
  private final Clock clock;

  /// @param ownersToken whether a text is the token of the node's folder
  public Doorkeeper(
      Predicate<String> ownersToken, WebSessions sessions, ApiTokens tokens, Clock clock) {
    this.ownersToken = ownersToken;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a request shows of itself.
  ///
  /// @param bearer the token, where it has one; the cookie is then not looked at
  /// @param cookie of the session
  public record Shown(Optional<String> bearer, Optional<String> cookie) {}

  /// Who it is; nobody, where what is shown is good for nothing. Throws what keeps the store from
  /// being asked.
  public Identity identify(Shown shown) {
    if (shown.bearer().isPresent()) {
      return ofToken(shown.bearer().get());
    }
    return shown
        .cookie()
        .filter(cookie -> COOKIE.matcher(cookie).matches())
        .map(SecretHash::of)
        .flatMap(
            hash ->
                sessions
                    .find(hash, clock.now())
                    .<Identity>map(
                        live -> new Identity.Person(live.account(), hash, live.endsAt())))
        .orElseGet(Identity.Nobody::new);
  }

  /// The owner's token needs no store.
  private Identity ofToken(String token) {
    if (ownersToken.test(token)) {
      return new Identity.Owner();
    }
    Matcher form = TOKEN.matcher(token);
    return form.matches()
        ? tokens
            .find(form.group(1), SecretHash.of(token), clock.now())
            .<Identity>map(Identity.Program::new)
            .orElseGet(Identity.Nobody::new)
        : new Identity.Nobody();
  }
}
