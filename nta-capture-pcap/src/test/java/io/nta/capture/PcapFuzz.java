package io.nta.capture;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a pcap file. */
class PcapFuzz {
    static Stream<byte[]> files() {
        return SampleFiles.pcap().stream();
    }

    @MethodSource("files")
    @DictionaryFile(resourcePath = "/io/nta/capture/pcap.dict")
    @FuzzTest
    void anyFileGivesPacketsAndThenAnEndOrAnErrorThatSaysWhere(byte[] file) {
        CaptureLaws.check(file);
    }
}
