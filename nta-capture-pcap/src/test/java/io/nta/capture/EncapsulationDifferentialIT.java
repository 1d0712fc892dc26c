package io.nta.capture;

import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class EncapsulationDifferentialIT {
    @Test
    void show() throws Exception {
        var out = new ArrayList<String>();
        for (String name :
                new String(getClass().getResourceAsStream("encapsulations.txt").readAllBytes()).split("\n")) {
            Path file = SharedCaptures.folder().resolve("pcaps/robustness").resolve(name);
            try {
                var ours = Innermost.byDecoder(file);
                var theirs = Innermost.byTshark(file);
                if (ours.size() != theirs.size()) out.add(name + " SIZE " + ours.size() + " " + theirs.size());
                for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++)
                    if (!ours.get(i).equals(theirs.get(i)))
                        out.add(name + " #" + (i + 1) + "\n   ours  " + ours.get(i) + "\n   tshark " + theirs.get(i));
            } catch (Exception e) {
                out.add(name + " " + e);
            }
        }
        Files.write(Path.of("/tmp/tun/diff.txt"), out);
    }
}
