package vn.congvan.signature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process that does what its questions say, the worst included. */
public final class UnrulyWorker {

    private UnrulyWorker() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String number = line.substring(0, line.indexOf('\t') + 1);
            String question = line.substring(number.length());
            switch (question) {
                case "for ever" -> {
                    while (System.in != null) {
                        Thread.onSpinWait();
                    }
                }
                case "fill the heap" -> {
                    List<byte[]> heap = new ArrayList<>();
                    while (heap.size() < Integer.MAX_VALUE) {
                        heap.add(new byte[1 << 20]);
                    }
                }
                case "overflow the stack" -> System.out.println(number + deeper(0));
                case "chatter" -> System.out.println("chatter\n" + number + "an answer too late");
                case "leave" -> {
                    System.err.println("I am leaving");
                    System.exit(7);
                }
                case "never end the line" -> {
                    byte[] letters = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    while (!System.out.checkError()) {
                        System.out.write(letters, 0, letters.length);
                    }
                }
                case "environment" -> System.out.println(number + System.getenv().keySet());
                case "pid" -> System.out.println(number + ProcessHandle.current().pid());
                default -> System.out.println(number + "heard " + question);
            }
            System.out.flush();
        }
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }
}
