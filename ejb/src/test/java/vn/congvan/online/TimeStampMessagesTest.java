package vn.congvan.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.junit.jupiter.api.Test;

class TimeStampMessagesTest {

    private static final byte[] DIGEST = new byte[32];

    /** What an authority answers; the token is any sequence, long enough for its length to take three bytes. */
    private static byte[] answer(int status, ASN1Primitive... tokens) throws IOException {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new DERSequence(new ASN1Integer(status)));
        for (ASN1Primitive token : tokens) {
            parts.add(token);
        }
        return new DERSequence(parts).getEncoded();
    }

    private static ASN1Primitive token(int length) {
        return new DERSequence(new DEROctetString(new byte[length]));
    }

    @Test
    void theQuestionIsOneThatAnAuthorityReads() throws Exception {
        TimeStampRequest read = new TimeStampRequest(TimeStampMessages.question(DIGEST));

        assertThat(read.getMessageImprintAlgOID()).isEqualTo(TSPAlgorithms.SHA256);
        assertThat(read.getMessageImprintDigest()).isEqualTo(DIGEST);
        assertThat(read.getCertReq()).isTrue();
    }

    @Test
    void theTokenIsWhatStandsBehindTheStatus() throws IOException {
        for (int length : new int[] {10, 200, 5000}) {
            assertThat(TimeStampMessages.token(answer(0, token(length)))).isEqualTo(token(length).getEncoded());
            assertThat(TimeStampMessages.token(answer(1, token(length)))).isEqualTo(token(length).getEncoded());
        }
    }

    @Test
    void whatIsNotGrantedOrHoldsNoneOrMoreIsAFault() throws IOException {
        for (byte[] answer : new byte[][] {answer(2, token(10)), answer(2), answer(0), answer(0, token(1), token(1)),
                {}, {0x30}, {0x30, 0x7f}, "<html>".getBytes(), new byte[100]}) {
            assertThatThrownBy(() -> TimeStampMessages.token(answer)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whateverIsAnsweredEndsInATokenOrAFault() throws IOException {
        byte[] answer = answer(0, token(300));
        Random random = new Random(20261124);
        for (int i = 0; i < 5000; i++) {
            byte[] mutated = answer.clone();
            mutated[random.nextInt(20)] = (byte) random.nextInt();
            try {
                assertThat(TimeStampMessages.token(mutated).length).isLessThanOrEqualTo(answer.length);
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
