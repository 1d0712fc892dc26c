package io.nta.capture;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a pcapng file. */
class PcapngFuzz {
    static Stream<byte[]> files() {
        return SampleFiles.pcapng().stream();
    }

    @MethodSource("files")
    @DictionaryFile(resourcePath = "/io/nta/capture/pcapng.dict")
    @FuzzTest
    void anyFileGivesPacketsAndThenAnEndOrAnErrorThatSaysWhere(byte[] file) {
        CaptureLaws.check(file);
    }
}
