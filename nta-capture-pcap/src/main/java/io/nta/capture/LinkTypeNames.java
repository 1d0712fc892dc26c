package io.nta.capture;

import io.nta.packet.LinkType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Names link types in errors: those that are read by their constants, the others by a list that comes with the class. */
final class LinkTypeNames {
    private static final String LIST = "link-types.properties";

    /** What an error about a link type ends with. */
    static final String READ_ONES = "io.nta.packet.LinkType lists those that are";

    private LinkTypeNames() {}

    /** Returns the number, followed by its name if it has one. Reads the list each time: for errors. */
    static String describe(int code) {
        LinkType read = LinkType.ofCode(code);
        String name = read != null ? read.name() : load().getProperty(Integer.toString(code));
        return name == null ? Integer.toString(code) : code + " " + name;
    }

    private static Properties load() {
        Properties names = new Properties();
        try (@Nullable InputStream list = LinkTypeNames.class.getResourceAsStream(LIST)) {
            if (list != null) {
                names.load(list);
            }
        } catch (IOException e) {
            // The number alone says enough; the error that it belongs to is the one that matters.
            names.clear();
        }
        return names;
    }
}
