/// A simulated day of a server that is well, and of one at which one thing is wrong: what all
/// checks together make of it.
package dev.ballast.observe.day;
