package dev.ballast.server.access;

import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.Scope;

/// What somebody may do: the whole decision, in one place.
public final class Access {
  private Access() {}

  /// Whether a request of `identity` may do what needs `need`.
  public static boolean allows(Identity identity, Need need) {
    if (need == Need.NOTHING) {
      return true;
    }
    return switch (identity) {
      case Identity.Nobody ignored -> false;
      // There is no session to end.
      case Identity.Owner ignored -> need != Need.SESSION;
      case Identity.Person person ->
          person.account().isEnabled() && covers(person.account().role(), need);
      case Identity.Program program -> covers(program.token(), need);
      case Identity.Remembered remembered -> isReading(need) && allows(remembered.known(), need);
    };
  }

  /// What may have been taken back meanwhile is not allowed to change anything.
  private static boolean isReading(Need need) {
    return switch (need) {
      case NOTHING, KNOWN, METRICS, READ -> true;
      case SESSION, OPERATE, ADMIN, OWNER -> false;
    };
  }

  private static boolean covers(Role role, Need need) {
    return switch (need) {
      case NOTHING, KNOWN, SESSION, METRICS, READ -> role.covers(Role.VIEWER);
      case OPERATE -> role.covers(Role.OPERATOR);
      case ADMIN -> role.covers(Role.ADMIN);
      case OWNER -> false;
    };
  }

  /// A token may do what its scopes name, as far as its owner may do that at present.
  private static boolean covers(ApiToken token, Need need) {
    return switch (need) {
      case NOTHING, KNOWN -> true;
      case METRICS -> covers(token, Scope.READ_METRICS, need);
      case READ -> covers(token, Scope.READ_API, need);
      case OPERATE -> covers(token, Scope.OPERATE, need);
      case ADMIN -> covers(token, Scope.ADMIN, need);
      case SESSION, OWNER -> false;
    };
  }

  private static boolean covers(ApiToken token, Scope needed, Need need) {
    return token.scopes().contains(needed)
        && token.ownerRole().map(role -> covers(role, need)).orElse(token.owner().isEmpty());
  }
}
