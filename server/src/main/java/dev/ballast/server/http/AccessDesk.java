package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Tokens;
import dev.ballast.server.access.Users;
import dev.ballast.server.api.TokenRequest;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an admin does to users and tokens, be it by a command, a program or a form: the same rules,
/// and the same words in the audit trail. Safe for any number of threads.
public final class AccessDesk {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_DAYS = 3650;

  private final Users users;
  private final Tokens tokens;

  public AccessDesk(Users users, Tokens tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  /// Adds a user, who sets a password by the link.
  public Users.Link add(Call call, String name, String role) {
    return users.add(name, role(call, role));
  }

  public void setRole(Call call, String name, String role) {
    users.setRole(name, role(call, role));
  }

  /// The role that is written so. Throws `request-invalid` where there is none.
  private static Role role(Call call, String text) {
    Role role =
        Role.parse(text)
            .orElseThrow(() -> invalid("there is no such role", "viewer, operator or admin"));
    call.note(role.text());
    return role;
  }

  private static Fault invalid(String what, String choices) {
    return Fault.of(ServerError.REQUEST_INVALID, what).hint("Choose " + choices + ".");
  }

  /// Makes a token, whose owner is the one who asks.
  public Tokens.Made create(Call call, TokenRequest asked) {
    List<Scope> scopes =
        asked.scopes().stream()
            .map(
                text ->
                    Scope.parse(text)
                        .orElseThrow(
                            () ->
                                invalid(
                                    "there is no such scope",
                                    "some of read:metrics, read:api, operate and admin")))
            .distinct()
            .toList();
    if (asked.name().isBlank() || asked.name().length() > LONGEST_NAME || scopes.isEmpty()) {
      throw invalid("a token needs a name and a scope", "a name of at most 100 characters");
    }
    if (asked.days().filter(days -> days < 1 || days > MOST_DAYS).isPresent()) {
      throw invalid("a token cannot be good for so long", "1 to 3650 days");
    }
    Optional<Account> owner =
        call.identity() instanceof Identity.Person person
            ? Optional.of(person.account())
            : Optional.empty();
    Tokens.Made made =
        tokens.create(asked.name(), owner, scopes, asked.days().map(Duration::ofDays));
    call.note(made.prefix() + " " + String.join(",", asked.scopes()));
    return made;
  }
}
