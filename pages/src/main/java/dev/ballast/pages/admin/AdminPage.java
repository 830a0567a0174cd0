package dev.ballast.pages.admin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether Ballast works, and at what cost.
///
/// @param verdict as a sentence
/// @param troubles of the node itself
/// @param jobsUnknown why no job is known
/// @param tested what came of the test of a route
/// @param issued what was just made, and is shown this once
/// @param people users and tokens; empty for who may not see them
/// @param choices what a form of users and tokens offers
public record AdminPage(
    String verdict,
    List<String> troubles,
    List<TargetRow> targets,
    List<JobRow> jobs,
    Optional<String> jobsUnknown,
    List<RouteRow> routes,
    Optional<String> tested,
    Optional<Issued> issued,
    Optional<People> people,
    Choices choices) {
  public AdminPage {
    requireNonNull(verdict, "verdict is null");
    troubles = List.copyOf(troubles);
    targets = List.copyOf(targets);
    jobs = List.copyOf(jobs);
    requireNonNull(jobsUnknown, "jobsUnknown is null");
    routes = List.copyOf(routes);
    requireNonNull(tested, "tested is null");
    requireNonNull(issued, "issued is null");
    requireNonNull(people, "people is null");
    requireNonNull(choices, "choices is null");
  }

  /// A secret that nothing holds but this page.
  ///
  /// @param what as a sentence
  /// @param secret a link or a token
  /// @param endsAt until when it is good; empty until it is revoked
  public record Issued(String what, String secret, Optional<Instant> endsAt) {
    public Issued {
      requireNonNull(what, "what is null");
      requireNonNull(secret, "secret is null");
      requireNonNull(endsAt, "endsAt is null");
    }

    /// The secret is not for logs.
    @Override
    public String toString() {
      return what;
    }
  }

  /// What a user or a token may be allowed, as it is written.
  public record Choices(List<String> roles, List<String> scopes) {
    public Choices {
      roles = List.copyOf(roles);
      scopes = List.copyOf(scopes);
    }
  }

  /// A way by which people are notified.
  ///
  /// @param state in words
  public record RouteRow(String name, String type, long waiting, String state) {
    public RouteRow {
      requireNonNull(name, "name is null");
      requireNonNull(type, "type is null");
      requireNonNull(state, "state is null");
    }
  }

  /// One target, and what watching it takes.
  ///
  /// @param unreachable why it cannot be reached
  /// @param lastPass how long its last reading took, in words
  /// @param meanPass of all its readings, in words
  public record TargetRow(
      String target,
      String server,
      Optional<String> unreachable,
      Optional<Instant> readAt,
      int unknown,
      String lastPass,
      String meanPass) {
    public TargetRow {
      requireNonNull(target, "target is null");
      requireNonNull(server, "server is null");
      requireNonNull(unreachable, "unreachable is null");
      requireNonNull(readAt, "readAt is null");
      requireNonNull(lastPass, "lastPass is null");
      requireNonNull(meanPass, "meanPass is null");
    }
  }

  /// One job.
  public record JobRow(
      String name,
      Optional<String> runningOn,
      Optional<Instant> lastSuccess,
      Optional<Instant> next,
      int failures,
      Optional<String> last) {
    public JobRow {
      requireNonNull(name, "name is null");
      requireNonNull(runningOn, "runningOn is null");
      requireNonNull(lastSuccess, "lastSuccess is null");
      requireNonNull(next, "next is null");
      requireNonNull(last, "last is null");
    }
  }

  /// Who may do what.
  public record People(List<UserRow> users, List<TokenRow> tokens) {
    public People {
      users = List.copyOf(users);
      tokens = List.copyOf(tokens);
    }
  }

  /// One user.
  ///
  /// @param state in words
  public record UserRow(String name, String role, String state, boolean enabled) {
    public UserRow {
      requireNonNull(name, "name is null");
      requireNonNull(role, "role is null");
      requireNonNull(state, "state is null");
    }
  }

  /// One token, without what makes it good.
  public record TokenRow(
      String name,
      String prefix,
      String owner,
      String scopes,
      Optional<Instant> usedAt,
      String state,
      boolean good) {
    public TokenRow {
      requireNonNull(name, "name is null");
      requireNonNull(prefix, "prefix is null");
      requireNonNull(owner, "owner is null");
      requireNonNull(scopes, "scopes is null");
      requireNonNull(usedAt, "usedAt is null");
      requireNonNull(state, "state is null");
    }
  }
}
