/// How Ballast itself is doing, and what it costs.
@NullMarked
package dev.ballast.pages.admin;

import org.jspecify.annotations.NullMarked;
