package io.nta.model.xgboost.evaluation;

import java.util.List;
import java.util.Locale;

/** Writes a drawing as SVG; lengths in pixels from the upper left corner. */
final class Svg {
    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                width, height, width, height);
        add(
                " font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n");
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values));
    }

    Svg line(double x1, double y1, double x2, double y2, String colour) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, colour);
        return this;
    }

    Svg rectangle(double x, double y, double width, double height, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n", x, y, width, height, colour);
        return this;
    }

    Svg circle(double x, double y, double radius, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>%n", x, y, radius, colour);
        return this;
    }

    /** Joins points, each an x and a y. */
    Svg polyline(List<double[]> points, String colour) {
        add("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"%s\" points=\"", colour);
        points.forEach(point -> add("%.1f,%.1f ", point[0], point[1]));
        add("\"/>%n");
        return this;
    }

    /** Writes a text; {@code anchor} is start, middle or end. */
    Svg text(double x, double y, String anchor, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, safe);
        return this;
    }

    /** Returns the drawing; nothing can be added then. */
    String end() {
        return body.append("</svg>\n").toString().replace("\r\n", "\n");
    }
}
