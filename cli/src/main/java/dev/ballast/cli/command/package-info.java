/// One class a command: it parses its options, calls one room and returns what to print.
@NullMarked
package dev.ballast.cli.command;

import org.jspecify.annotations.NullMarked;
