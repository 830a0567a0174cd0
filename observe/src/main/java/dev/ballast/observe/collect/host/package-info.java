/// The families `host` and `host_disk`: the machine of a server that runs where the node runs.
@NullMarked
package dev.ballast.observe.collect.host;

import org.jspecify.annotations.NullMarked;
