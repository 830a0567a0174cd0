/// What every page has around it: who reads it, which period, where one can go.
@NullMarked
package dev.ballast.pages.frame;

import org.jspecify.annotations.NullMarked;
