package dev.ballast.cli.command.secure;

import picocli.CommandLine.Command;

/// `ballast secure`
@Command(
    name = "secure",
    header = "Attack what must not leak, on copies.",
    subcommands = {SecureIsolationCommand.class})
public final class SecureCommand {}
