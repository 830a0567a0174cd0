package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What was said about how a server may authenticate; what was not said follows from the rest of
/// the connection's settings.
///
/// @param methods those that are accepted; by default `scram-sha-256`, and `none` where there is no
///     password that a server could prove to know
/// @param channelBinding by default required with TLS that does not check the host's name, since
///     there nothing else distinguishes the server from somebody between
public record Authentication(
    Optional<Set<AuthenticationMethod>> methods, Optional<ChannelBinding> channelBinding) {
  /// Nothing was said.
  public static final Authentication BY_DEFAULT =
      new Authentication(Optional.empty(), Optional.empty());

  public Authentication {
    methods = methods.map(Set::copyOf);
    requireNonNull(channelBinding, "channelBinding is null");
    if (methods.filter(Set::isEmpty).isPresent()) {
      throw new IllegalArgumentException("no method is accepted");
    }
  }

  /// Just these methods.
  public static Authentication accepting(
      AuthenticationMethod first, AuthenticationMethod... others) {
    return new Authentication(Optional.of(EnumSet.of(first, others)), Optional.empty());
  }

  public Authentication withChannelBinding(ChannelBinding binding) {
    return new Authentication(methods, Optional.of(binding));
  }

  /// Why this cannot be had with TLS of that mode.
  public Optional<String> contradiction(TlsMode tls) {
    if (channelBinding.isEmpty() || channelBinding.get() == ChannelBinding.PREFER) {
      return Optional.empty();
    }
    if (tls == TlsMode.DISABLE) {
      return Optional.of("channel binding can be required only over TLS");
    }
    return methods.isPresent() && !methods.get().equals(Set.of(AuthenticationMethod.SCRAM_SHA_256))
        ? Optional.of("channel binding can be required only where scram-sha-256 alone is accepted")
        : Optional.empty();
  }

  Set<AuthenticationMethod> accepted(boolean withPassword) {
    return methods.orElseGet(
        () ->
            withPassword
                ? Set.of(AuthenticationMethod.SCRAM_SHA_256)
                : Set.of(AuthenticationMethod.SCRAM_SHA_256, AuthenticationMethod.NONE));
  }

  /// Never where another method is accepted, which anyone who stands between could ask for instead.
  boolean requiresChannelBinding(boolean withPassword, TlsMode tls) {
    ChannelBinding standard =
        tls == TlsMode.REQUIRE || tls == TlsMode.VERIFY_CA
            ? ChannelBinding.REQUIRE
            : ChannelBinding.PREFER;
    return accepted(withPassword).equals(Set.of(AuthenticationMethod.SCRAM_SHA_256))
        && channelBinding.orElse(standard) == ChannelBinding.REQUIRE;
  }
}
