package io.nta.examples.server.dashboard;

import com.microsoft.playwright.options.ColorScheme;

/** A kind of screen. */
enum Look {
    WIDE(1280, 900, ColorScheme.LIGHT),
    NARROW(390, 844, ColorScheme.LIGHT),
    WIDE_DARK(1280, 900, ColorScheme.DARK),
    NARROW_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ColorScheme scheme() {
        return scheme;
    }
}
