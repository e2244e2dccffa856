package vn.congvan.node;

import java.nio.file.Path;

/** Something stands in the way of starting; the message is the one sentence that the person in front of it is told. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String vietnamese, String english) {
        super(vietnamese + " | " + english);
    }

    CannotStart(String vietnamese, String english, Throwable cause) {
        super(vietnamese + " | " + english, cause);
    }

    static CannotStart diskFull(Path folder, Throwable cause) {
        return new CannotStart("Đĩa chứa " + folder + " đã đầy: hãy giải phóng dung lượng rồi chạy lại.",
                "The disk that holds " + folder + " is full: make room and run again.", cause);
    }
}
