package io.nta.packet;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a view says, by the names of its accessors, so that two views can be compared. */
final class ViewFacts {
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class)
                    .toList();
        }
    };

    private ViewFacts() {}

    static Map<String, Object> of(PacketView view) throws ReflectiveOperationException {
        Map<String, Object> facts = new TreeMap<>();
        addAll(facts, "", PacketView.class, view);
        facts.remove("quoted");
        if (view.hasQuoted()) {
            addAll(facts, "quoted.", PacketView.Quoted.class, view.quoted());
        }
        return facts;
    }

    private static void addAll(Map<String, Object> facts, String prefix, Class<?> type, Object from)
            throws ReflectiveOperationException {
        for (Method method : ACCESSORS.get(type)) {
            facts.put(prefix + method.getName(), text(method.invoke(from)));
        }
    }

    /** Arrays are told by what they hold. */
    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
