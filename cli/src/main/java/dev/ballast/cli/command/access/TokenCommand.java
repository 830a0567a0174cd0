package dev.ballast.cli.command.access;

import picocli.CommandLine.Command;

/// `ballast token`
@Command(
    name = "token",
    header = "Make, list and revoke tokens for programs that ask a node.",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
public final class TokenCommand {}
