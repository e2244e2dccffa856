package vn.congvan.web.desk;

import java.io.IOException;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /} leads to the desk, and the desk to its first page. */
@WebServlet({"", "/desk", "/desk/"})
public class Doorstep extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getRequestURI().startsWith("/desk/") ? "/desk/incoming.xhtml" : "/desk/");
    }
}
