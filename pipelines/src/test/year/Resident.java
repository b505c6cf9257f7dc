import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Permission;

/**
 * Runs one class path's commands in a JVM that stays warm, one after the other. A request is the
 * number of its further lines, then the main class and a line for each argument. The answer is what
 * was printed, and a last line {@code #exit CODE}. Its argument is the file that gets the port.
 */
public final class Resident {
  /** What a command's System.exit becomes. */
  private static final class Exit extends SecurityException {
    private static final long serialVersionUID = 1L;
    private final int code;

    Exit(int code) {
      this.code = code;
    }
  }

  private Resident() {}

  @SuppressWarnings("removal") // Java 17 has no other way to keep System.exit from ending the JVM.
  public static void main(String[] arguments) throws IOException {
    System.setSecurityManager(
        new SecurityManager() {
          @Override
          public void checkExit(int code) {
            throw new Exit(code);
          }

          @Override
          public void checkPermission(Permission permission) {}

          @Override
          public void checkPermission(Permission permission, Object context) {}
        });
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Path port = Path.of(arguments[0]);
      Path written = port.resolveSibling(port.getFileName() + ".new");
      Files.writeString(written, Integer.toString(server.getLocalPort()));
      Files.move(written, port, StandardCopyOption.ATOMIC_MOVE);
      while (true) {
        try (Socket client = server.accept()) {
          answer(client);
        } catch (IOException e) {
          System.err.println("a client went away: " + e.getMessage());
        }
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    String[] request = new String[Integer.parseInt(in.readLine())];
    for (int i = 0; i < request.length; i++) {
      request[i] = in.readLine();
    }
    PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8);
    System.setOut(out);
    System.setErr(out);
    int code;
    try {
      code = run(request);
    } finally {
      System.setOut(new PrintStream(new java.io.FileOutputStream(FileDescriptor.out), true));
      System.setErr(new PrintStream(new java.io.FileOutputStream(FileDescriptor.err), true));
    }
    out.println();
    out.println("#exit " + code);
  }

  private static int run(String[] request) {
    String[] arguments = java.util.Arrays.copyOfRange(request, 1, request.length);
    try {
      Class.forName(request[0]).getMethod("main", String[].class).invoke(null, (Object) arguments);
      return 0;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exit exit) {
        return exit.code;
      }
      e.getCause().printStackTrace();
      return 1;
    } catch (ReflectiveOperationException e) {
      e.printStackTrace();
      return 1;
    }
  }
}
