/// What a family of figures is: a query, a typed record for its rows, and metrics made of it.
@NullMarked
package dev.ballast.observe.family;

import org.jspecify.annotations.NullMarked;
